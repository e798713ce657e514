import { newToken, tokenDigest } from '#features/accounts/service.ts'
import { ProblemError } from '#platform/errors.ts'
import type { Student } from '#platform/http/principal.ts'
import type { Parts } from '../../parts.ts'
import { calendarOf } from './calendar.ts'
import { deleteFeed, findFeed, findOwner, saveFeed } from './data/feeds.ts'
import { listAgreed, type SessionRow } from './data.ts'

export async function getFeed(parts: Parts, student: Student): Promise<{ url: string | null }> {
  const feed = await findFeed(parts.database.prisma, student.id)
  return { url: feed && addressOf(parts, parts.secrets.open(feed.sealed)) }
}

/** One address a student; another one ends the one before. */
export async function renewFeed(parts: Parts, student: Student): Promise<{ url: string }> {
  const token = newToken()
  const feed = { digest: tokenDigest(token), sealed: parts.secrets.seal(token) }
  await saveFeed(parts.database.prisma, student.id, feed)
  return { url: addressOf(parts, token) }
}

export async function endFeed(parts: Parts, student: Student): Promise<void> {
  await deleteFeed(parts.database.prisma, student.id)
}

/** What a calendar gets that subscribes. @throws ProblemError not-found */
export async function readFeed(parts: Parts, token: string): Promise<string> {
  const { prisma } = parts.database
  const userId = await findOwner(prisma, tokenDigest(token))
  if (!userId)
    throw new ProblemError(
      'not-found',
      'This calendar has ended. Copy its new address from the page of your study sessions.',
    )
  return asCalendar(parts, await listAgreed(prisma, userId, null))
}

export function asCalendar({ publicUrl }: Parts, sessions: SessionRow[]): string {
  return calendarOf(sessions, {
    host: new URL(publicUrl).hostname,
    link: (conversationId) => `${publicUrl}/conversations/${conversationId}`,
  })
}

const addressOf = ({ publicUrl }: Parts, token: string) => `${publicUrl}/api/v1/calendar/${token}.ics`
