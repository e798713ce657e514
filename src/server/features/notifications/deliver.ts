import { setTimeout as pause } from 'node:timers/promises'
import type { PushSubscriptionInput } from '#contract/notifications.ts'
import type { Secrets } from '#platform/secrets.ts'
import type { Parts } from '../../parts.ts'
import { noteMessages } from './data/note.ts'
import { type DueRow, isMoreSoon, settle, takeDue } from './data/push.ts'
import {
  forgetSubscriptions,
  listSubscriptions,
  noteFailures,
  type SubscriptionRow,
} from './data/subscriptions.ts'
import { pushKeys } from './keys.ts'
import { type Outcome, sendPush } from './push.ts'
import { payloadOf } from './words.ts'

const hour = 60 * 60 * 1000
/** Nearly all messages are committed within these seconds of their time, and all within the minute. */
const overlap = 10 * 1000
const longOverlap = 60 * 1000
/** A turn ends then; another one goes on. */
const longestTurn = 50_000
const mostAtOnce = 50

/** Until when this process has looked at messages, and had when it last looked a minute further back; at first a day. */
const looked = new WeakMap<Parts, { until: Date; back: Date }>()

/** Notes what has come and was not read, and pushes what is due, until nothing is to be expected for some seconds. */
export async function deliver(parts: Parts, signal: AbortSignal) {
  const { prisma } = parts.database
  const end = Date.now() + longestTurn
  const done = { noted: 0, sent: 0, failed: 0 }
  while (!signal.aborted) {
    done.noted += await lookAtMessages(parts)
    const { taken, sent, failed } = await pushDue(parts)
    done.sent += sent
    done.failed += failed
    if (Date.now() > end) break
    if (taken === mostAtOnce) continue
    if (!(await isMoreSoon(prisma))) break
    await pause(2000, undefined, { signal }).catch(() => {})
  }
  return done
}

async function lookAtMessages(parts: Parts): Promise<number> {
  const before = looked.get(parts)
  const isLong = !before || before.until.getTime() - before.back.getTime() > longOverlap
  let since = Date.now() - 24 * hour
  if (before) since = isLong ? before.back.getTime() - longOverlap : before.until.getTime() - overlap
  const { userIds, until } = await noteMessages(parts.database.prisma, new Date(since))
  looked.set(parts, { until, back: isLong ? until : before.back })
  parts.tellNotified(userIds)
  return userIds.length
}

/** One turn of pushes: for each student one, to all their browsers. */
async function pushDue(parts: Parts) {
  const { prisma } = parts.database
  const due = await takeDue(prisma, mostAtOnce)
  if (due.length === 0) return { taken: 0, sent: 0, failed: 0 }
  const byUser = Map.groupBy(due, ({ userId }) => userId)
  const subscriptions = Map.groupBy(
    await listSubscriptions(prisma, [...byUser.keys()]),
    ({ userId }) => userId,
  )
  const send = await sender(parts)
  const outcomes = await Promise.all(
    [...byUser].map(async ([userId, rows]) => {
      const all = await send(rows, subscriptions.get(userId) ?? [])
      await settle(prisma, rows, all.includes('sent'))
      return all
    }),
  )
  const count = (outcome: Outcome) => outcomes.flat().filter((one) => one === outcome).length
  return { taken: due.length, sent: count('sent'), failed: count('failed') }
}

/** It has arrived where one browser got it; only where none did is it tried again, lest others ring twice. */
async function sender(parts: Parts) {
  const { database, secrets, settings, log } = parts
  const options = {
    keys: await pushKeys(parts),
    subject: subjectOf(parts),
    allowsPrivate: settings.pushesToPrivate,
    onFailure: (err: unknown) => log.debug({ err }, 'a push was not sent'),
  }
  return async (rows: DueRow[], browsers: SubscriptionRow[]): Promise<Outcome[]> => {
    const payload = payloadOf(rows as [DueRow, ...DueRow[]]) // a group has one at least
    const outcomes = await Promise.all(
      browsers.map(({ endpoint, keys }) => {
        const opened = open(secrets, keys)
        return opened ? sendPush({ endpoint, keys: opened }, payload, options) : 'gone'
      }),
    )
    const idsOf = (outcome: Outcome) =>
      browsers.filter((_, index) => outcomes[index] === outcome).map(({ id }) => id)
    await forgetSubscriptions(database.prisma, idsOf('gone'))
    await noteFailures(database.prisma, idsOf('failed'))
    return outcomes
  }
}

/** null for what was sealed with another key: its page asks again when it starts. */
function open(secrets: Secrets, keys: string): PushSubscriptionInput['keys'] | null {
  try {
    return JSON.parse(secrets.open(keys))
  } catch {
    return null
  }
}

/** Whom push services write to when something is wrong: the address of the service, or that of its mail. */
function subjectOf({ publicUrl, settings }: Parts): string {
  if (publicUrl.startsWith('https:')) return publicUrl
  return `mailto:${settings.mailFrom.match(/<(.+)>/)?.[1] ?? settings.mailFrom}`
}
