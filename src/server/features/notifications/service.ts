export { note } from './data/note.ts'
export { wake } from './wake.ts'

import { ECDH } from 'node:crypto'
import type { z } from 'zod'
import type { listNotifications as listContract, PushSubscriptionInput } from '#contract/notifications.ts'
import type { Db } from '#platform/database/open.ts'
import { ProblemError } from '#platform/errors.ts'
import { cutPage, InstantPlace, readCursor } from '#platform/http/cursor.ts'
import type { Student } from '#platform/http/principal.ts'
import type { Parts } from '../../parts.ts'
import * as data from './data/list.ts'
import { endDigest } from './data/settings.ts'
import { deleteSurplus, putSubscription as putRow } from './data/subscriptions.ts'
import { isAllowed } from './push.ts'
import { readUnsubscribeToken } from './unsubscribe-token.ts'
import { wake } from './wake.ts'

type ListQuery = z.output<NonNullable<typeof listContract.query>>

/** To be called once what was noted is committed: pages ask anew, and what is due is pushed. */
export function announce(parts: Parts, userIds: string[]): void {
  parts.tellNotified(userIds)
  wake(parts)
}

/** A page of what the student is told of, and how much in all pages is unread. */
export async function listNotifications(db: Db, student: Student, { cursor, limit }: ListQuery) {
  const after = readCursor(InstantPlace, cursor)
  const rows = await data.listNotifications(db, student.id, after, limit + 1)
  const { items, nextCursor } = cutPage(rows, limit, (row) => [row.at.toISOString(), row.id])
  return {
    items: items.map((row) => ({ ...row, at: row.at.toISOString() })),
    nextCursor,
    unread: await data.countUnread(db, student.id),
  }
}

/** Of one's own; what is nobody's or another's changes nothing. */
export async function readNotifications(
  parts: Parts,
  student: Student,
  seen: { id?: string | undefined; upTo?: string | undefined },
): Promise<void> {
  await parts.database.transaction((db) => data.markSeen(db, student.id, seen))
  parts.tellNotified([student.id])
}

/**
 * Has a browser told from now on, for as long as its session lasts.
 * @param session digest of the browser's session; null: it is a program
 * @throws ProblemError not-allowed for a program, invalid-request for an address or key that no push could go to
 */
export async function putSubscription(
  { database, secrets, settings }: Parts,
  student: Student,
  session: string | null,
  { endpoint, keys }: PushSubscriptionInput,
): Promise<{ id: string }> {
  if (!settings.pushesToPrivate && !isAllowed(new URL(endpoint)))
    throw refusal('endpoint', 'must be an https address in the internet')
  if (!isPoint(keys.p256dh)) throw refusal('keys.p256dh', 'is no point of P-256')
  const id = await database.transaction(async (db) => {
    const put = session && (await putRow(db, session, { endpoint, keys: secrets.seal(JSON.stringify(keys)) }))
    await deleteSurplus(db, student.id)
    return put
  })
  if (!id) throw new ProblemError('not-allowed', 'Only a browser that is signed in can be pushed to.')
  return { id }
}

/** @throws ProblemError token-invalid */
export async function unsubscribe({ database, secrets }: Parts, token: string): Promise<void> {
  const userId = readUnsubscribeToken(secrets, token)
  if (!userId) throw new ProblemError('token-invalid', 'Sign in and switch letters off in the settings.')
  await endDigest(database.prisma, userId)
}

function isPoint(key: string): boolean {
  try {
    return ECDH.convertKey(key, 'prime256v1', 'base64url').length > 0
  } catch {
    return false
  }
}

function refusal(field: string, message: string): ProblemError {
  return new ProblemError('invalid-request', `Correct body.${field} and send it again.`, {
    errors: [{ field: `body.${field}`, message }],
  })
}
