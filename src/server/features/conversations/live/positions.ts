import type { Sql } from '#platform/database/sql.ts'
import { listMoved, listPositions, noteReceived, type Positions, type Received } from '../data/positions.ts'
import type { Hint } from './hints.ts'
import type { Member } from './member.ts'

/** How far both are in their conversations: notes what pages received, and tells pages what is new of it. */
export interface PositionKeeper {
  received(received: Received): void
  /** Tells members once it is looked up, unless that is what they were told last. */
  tell(members: Iterable<Member>, conversationId: string): void
  /** Looks for what no hint told of. */
  look(members: (userId: string) => Iterable<Member>, userIds: string[], within: number | null): Promise<void>
  close(): void
}

/** Wanted positions that one query asks for. */
const mostAtOnce = 500

/**
 * What happens within `gather` milliseconds is one statement, however much it is.
 * @param told of what moved, to be hinted to whoever may want to know
 */
export function openPositions(
  sql: Sql,
  gather: number,
  told: (hint: Hint) => void,
  fail: (error: unknown) => void,
): PositionKeeper {
  const received = new Map<string, Received>()
  const wanted = new Map<string, { userId: string; conversationId: string; members: Set<Member> }>()
  let timer: NodeJS.Timeout | undefined
  let isClosed = false

  async function turn(): Promise<void> {
    try {
      await write()
      while (wanted.size > 0 && !isClosed) await read()
    } catch (err) {
      fail(err) // pages say and ask again when they come back
    }
    timer = undefined
    if (received.size > 0 || wanted.size > 0) soon()
  }
  function soon(): void {
    if (!isClosed) timer ??= setTimeout(turn, gather).unref()
  }

  async function write(): Promise<void> {
    if (received.size === 0) return
    const batch = [...received.values()]
    received.clear()
    for (const moved of await noteReceived(sql, batch)) told({ ...moved, about: 'positions' })
  }

  async function read(): Promise<void> {
    const batch = [...wanted].slice(0, mostAtOnce)
    for (const [key] of batch) wanted.delete(key)
    const of = new Map(batch)
    const rows = await listPositions(
      sql,
      batch.map(([, one]) => one),
    )
    for (const row of rows) for (const member of of.get(keyOf(row))?.members ?? []) bring(member, row)
  }

  function want(userId: string, conversationId: string, members: Iterable<Member>): void {
    const key = keyOf({ userId, conversationId })
    const known = wanted.get(key) ?? { userId, conversationId, members: new Set() }
    for (const member of members) if (member.sent) known.members.add(member)
    if (known.members.size === 0) return
    wanted.set(key, known)
    soon()
  }

  return {
    received(one) {
      const key = keyOf(one)
      if ((received.get(key)?.sequence ?? 0) < one.sequence) received.set(key, one)
      soon()
    },
    tell(members, conversationId) {
      for (const [userId, own] of Map.groupBy(members, (member) => member.userId))
        want(userId, conversationId, own)
    },
    async look(membersOf, userIds, within) {
      for (const { userId, conversationId } of await listMoved(sql, userIds, within))
        want(userId, conversationId, membersOf(userId))
    },
    close() {
      isClosed = true
      clearTimeout(timer)
    },
  }
}

const keyOf = ({ userId, conversationId }: { userId: string; conversationId: string }) =>
  `${userId}:${conversationId}`

function bring(member: Member, { conversationId, read, unread, partnerAt }: Positions): void {
  const frame = { type: 'positions' as const, conversationId, read, unread, partnerAt }
  const text = JSON.stringify(frame)
  if (member.told.get(conversationId) === text) return
  member.told.set(conversationId, text)
  member.socket.send(frame)
}
