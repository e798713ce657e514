import type { Redis } from 'ioredis'
import type { Logger } from 'pino'
import type { Message } from '#contract/conversations.ts'
import { type ClientFrame, closeCodes } from '#contract/live.ts'
import type { Sql } from '#platform/database/sql.ts'
import { findPartner, findSignedIn, type Head, listAfter, listHeads } from '../data/live.ts'
import type { MessageRow } from '../data.ts'
import { type Hints, openHints } from './hints.ts'
import { type Member, nextFor } from './member.ts'
import { openPositions } from './positions.ts'
import { openPresence } from './presence.ts'

/** Milliseconds, and numbers. */
export interface HubOptions {
  /** Between two looks for what no hint told of, while hints do not reach other nodes; and while they do. */
  look: number
  lookBesideHints: number
  /** Between two checks of who is still signed in. */
  check: number
  /** In which arrivals and positions gather to be one statement. */
  gather: number
  /** Between two looks at who is here. */
  presence: number
  mostOfStudent: number
  mostOfNode: number
  /** Messages in one frame. */
  page: number
}

export interface Hub {
  /** false: there is no room. */
  add(member: Member): boolean
  remove(member: Member): void
  hear(member: Member, frame: ClientFrame): Promise<void>
  tell: Hints['tell']
  close(): void
}

/** Places that one query asks for. */
const mostAtOnce = 100
/** Students whose conversations one query lists. */
const chunk = 1000
/**
 * A look lists what changed since the last one and in so many seconds before: nearly all is committed by then; and once
 * in each minute what changed in two: no transaction lasts as long. After a longer pause it lists all.
 */
const overlap = 10
const minute = 60

interface HubParts {
  sql: Sql
  redis: Redis | null
  log: Pick<Logger, 'warn' | 'info'>
  present: (rows: MessageRow[]) => Promise<Message[]>
}

/** Brings the messages of all sockets of this node: hints say where to look, PostgreSQL what there is. */
export function openHub({ sql, redis, log, present }: HubParts, options: HubOptions): Hub {
  const students = new Map<string, Set<Member>>()
  const waiting = new Set<Member>()
  let size = 0
  let isDelivering = false
  let isClosed = false
  let hasFailed = false
  let lookedAt = Number.NEGATIVE_INFINITY
  let lookedBackAt = Number.NEGATIVE_INFINITY
  let checkedAt = performance.now()
  let presentAt = performance.now()
  let timer: NodeJS.Timeout | undefined

  const hints: Hints = openHints(redis, {
    hear(hint, committed) {
      const members = hint.userIds.flatMap((id) => [...(students.get(id) ?? [])])
      if (hint.about === 'notified') {
        for (const { socket } of members) socket.send({ type: 'notified' })
        return
      }
      const { conversationId, about } = hint
      if (about === 'positions') return positions.tell(members, conversationId)
      for (const member of members) {
        if (about !== 'new') {
          member.socket.sendInPassing({ type: about, conversationId })
          continue
        }
        const message = nextFor(member, conversationId, committed)
        if (message) bringTo(member, conversationId, [message])
        else want(member, conversationId)
      }
    },
    missed: () => void look(null).catch(fail),
  })

  const positions = openPositions(sql, options.gather, hints.tell, fail)
  const presence = openPresence(sql, 2 * options.presence + 5000, fail)

  function bringTo(member: Member, conversationId: string, messages: Message[]): void {
    member.sent?.set(conversationId, messages.at(-1)?.sequence ?? 0)
    member.isBusy = true
    member.socket.send({ type: 'messages', conversationId, messages }, () => {
      member.isBusy = false
      wait(member)
    })
  }

  function want(member: Member, conversationId: string): void {
    member.due.add(conversationId)
    wait(member)
  }

  /** Has the member's due conversations looked at, once it may be sent something. */
  function wait(member: Member): void {
    if (!member.sent || member.isBusy || member.due.size === 0) return
    waiting.add(member)
    if (isDelivering) return
    isDelivering = true
    setImmediate(deliver)
  }

  /** One query at a time, for all who wait then: the busier, the more each brings. */
  async function deliver(): Promise<void> {
    try {
      while (waiting.size > 0 && !isClosed) await bring(takePlaces())
      isDelivering = false
    } catch (err) {
      isDelivering = false
      fail(err) // they wait on; the next look tries again
    }
  }

  function takePlaces() {
    return [...waiting].slice(0, mostAtOnce).flatMap((member) => {
      waiting.delete(member)
      const [conversationId] = member.due
      if (!member.sent || conversationId === undefined) return []
      member.due.delete(conversationId)
      const { session, family, userId } = member
      const after = member.sent.get(conversationId) ?? 0
      return [{ session, family, userId, conversationId, after, member }]
    })
  }

  async function readAfter(places: ReturnType<typeof takePlaces>) {
    const rows = await listAfter(sql, places, options.page)
    const messages = await present(rows)
    return rows.flatMap(({ place, sequence }, index) => {
      const message = messages[index]
      return message ? [{ place, sequence, message }] : []
    })
  }

  async function bring(places: ReturnType<typeof takePlaces>): Promise<void> {
    const rows = await readAfter(places).catch((error) => {
      for (const { member, conversationId } of places) {
        member.due.add(conversationId)
        waiting.add(member)
      }
      throw error
    })
    const byPlace = Map.groupBy(rows, ({ place }) => place)
    for (const [index, { member, conversationId, after }] of places.entries()) {
      const found = byPlace.get(index) ?? []
      const last = found.at(-1)?.sequence
      // It may have resumed elsewhere meanwhile.
      const isNext = member.sent && (member.sent.get(conversationId) ?? 0) === after
      if (last !== undefined && (!isNext || found.length === options.page)) member.due.add(conversationId)
      const messages = found.map(({ message }) => message)
      if (last !== undefined && isNext) bringTo(member, conversationId, messages)
      else wait(member)
    }
  }

  /** Looks for what no hint told of. `within`: seconds, or null for all. */
  async function look(within: number | null): Promise<void> {
    const ids = [...students.keys()]
    const startedAt = performance.now()
    for (let from = 0; from < ids.length; from += chunk) {
      const some = ids.slice(from, from + chunk)
      for (const head of await listHeads(sql, some, within)) note(head)
      await positions.look((id) => students.get(id) ?? [], some, within)
    }
    lookedAt = startedAt
    if (within === null || within >= 2 * minute) lookedBackAt = startedAt
    for (const member of [...waiting]) wait(member)
  }

  function note({ userId, conversationId, lastSequence }: Head): void {
    for (const member of students.get(userId) ?? [])
      if (member.sent && lastSequence > (member.sent.get(conversationId) ?? 0)) want(member, conversationId)
  }

  async function check(): Promise<void> {
    const members = [...students.values()].flatMap((own) => [...own])
    const allowed = await findSignedIn(sql, members)
    for (const [index, { socket }] of members.entries())
      if (!allowed.has(index)) socket.close(closeCodes.signedOut)
    checkedAt = performance.now()
  }

  function fail(err: unknown): void {
    if (!hasFailed && !isClosed) log.warn({ err }, 'sockets cannot be brought what is new')
    hasFailed = true
  }

  async function turn(): Promise<void> {
    try {
      const isDue = hasFailed || waiting.size > 0 || performance.now() - lookedAt >= pace()
      if (isDue && size > 0) await look(reach())
      if (size > 0 && performance.now() - checkedAt >= options.check) await check()
      if (size > 0 && performance.now() - presentAt >= options.presence) {
        presentAt = performance.now()
        await presence.look([...students.values()].flatMap((own) => [...own]))
      }
      if (hasFailed) log.info('sockets are brought what is new again')
      hasFailed = false
    } catch (err) {
      fail(err)
    }
    if (!isClosed) timer = setTimeout(turn, Math.min(options.look, options.check, options.presence)).unref()
  }
  /** Seconds that a look has to go back; null: to the beginning. */
  function reach(): number | null {
    const since = (performance.now() - lookedAt) / 1000
    if (hasFailed || since > minute) return null
    return performance.now() - lookedBackAt > minute * 1000 ? 2 * minute : Math.ceil(since) + overlap
  }

  const pace = () => (hints.reachesOthers() ? options.lookBesideHints : options.look)
  timer = setTimeout(turn, options.look).unref()

  async function resume(member: Member, places: Record<string, number>): Promise<void> {
    const heads = await listHeads(sql, [member.userId], null)
    // A page that has more than there is has it of a database that was restored since.
    member.sent = new Map(
      heads.map(({ conversationId, lastSequence }) => [
        conversationId,
        Math.min(places[conversationId] ?? lastSequence, lastSequence),
      ]),
    )
    const lastSequences = Object.fromEntries(heads.map((head) => [head.conversationId, head.lastSequence]))
    member.socket.send({ type: 'resumed', lastSequences })
    for (const head of heads) note(head)
    wait(member)
  }

  function remove(member: Member): void {
    waiting.delete(member)
    const own = students.get(member.userId)
    if (!own?.delete(member)) return
    size--
    if (own.size > 0) return
    students.delete(member.userId)
    presence.left(member.userId)
  }

  return {
    add(member) {
      if (isClosed || size >= options.mostOfNode) return false
      const own = students.get(member.userId) ?? new Set()
      for (const oldest of own) {
        if (own.size < options.mostOfStudent) break
        oldest.socket.close(closeCodes.tryAgain)
        remove(oldest)
      }
      if (own.size === 0) presence.came(member.userId)
      students.set(member.userId, own.add(member))
      size++
      return true
    },
    remove,
    async hear(member, frame) {
      if (frame.type === 'ping') return member.socket.send({ type: 'pong' })
      if (frame.type === 'resume') return resume(member, frame.places)
      if (frame.type === 'received') return positions.received({ ...frame, userId: member.userId })
      if (frame.type === 'watch') return presence.watch(member, frame.conversationId)
      const partner = await findPartner(sql, member, frame.conversationId)
      if (partner) hints.tell({ conversationId: frame.conversationId, userIds: [partner], about: 'typing' })
    },
    tell: hints.tell,
    close() {
      isClosed = true
      clearTimeout(timer)
      hints.close()
      positions.close()
      for (const own of students.values()) for (const { socket } of own) socket.close(1001)
    },
  }
}
