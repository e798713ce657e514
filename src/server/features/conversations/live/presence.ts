import type { Sql } from '#platform/database/sql.ts'
import { listPresence, noteGone, noteHere } from '../data/presence.ts'
import type { Member } from './member.ts'

export interface PresenceKeeper {
  /** A student's first page here, or the last one that closed. */
  came(userId: string): void
  left(userId: string): void
  /** Says of a conversation whether the other one is here, from now on, to a member. */
  watch(member: Member, conversationId: string | null): Promise<void>
  /** Says again that those are here, and to all watching members what has changed. */
  look(members: Iterable<Member>): Promise<void>
}

/**
 * Who is here, in PostgreSQL, so that all nodes know without telling each other: a note that is good for `lasts`
 * milliseconds and is made again before; all notes of one turn are one statement.
 */
export function openPresence(sql: Sql, lasts: number, fail: (error: unknown) => void): PresenceKeeper {
  const gone = new Set<string>()
  const here = new Set<string>()
  let isWriting = false

  async function write(): Promise<void> {
    if (isWriting) return
    isWriting = true
    try {
      while (here.size + gone.size > 0) {
        const [came, left] = [[...here], [...gone]]
        here.clear()
        gone.clear()
        if (came.length > 0) await noteHere(sql, came, lasts)
        if (left.length > 0) await noteGone(sql, left)
      }
    } catch (err) {
      fail(err) // the next look says it again
    } finally {
      isWriting = false
    }
  }

  async function say(members: Member[]): Promise<void> {
    const watching = members.flatMap((member) => {
      const { session, family, userId, watched } = member
      return watched ? [{ member, session, family, userId, conversationId: watched }] : []
    })
    if (watching.length === 0) return
    const rows = new Map((await listPresence(sql, watching)).map((row) => [row.place, row]))
    for (const [place, { member, conversationId }] of watching.entries()) {
      const row = rows.get(place)
      if (!row || member.watched !== conversationId) continue
      const { isHere } = row
      const lastSeenAt = isHere ? null : row.lastSeenAt
      const text = `${isHere} ${lastSeenAt}`
      if (member.saidOfWatched === text) continue
      member.saidOfWatched = text
      member.socket.send({ type: 'presence', conversationId, isHere, lastSeenAt })
    }
  }

  return {
    came(userId) {
      gone.delete(userId)
      here.add(userId)
      void write()
    },
    left(userId) {
      here.delete(userId)
      gone.add(userId)
      void write()
    },
    async watch(member, conversationId) {
      member.watched = conversationId
      member.saidOfWatched = null
      await say([member])
    },
    async look(members) {
      const all = [...members]
      for (const { userId } of all) here.add(userId)
      await write()
      await say(all)
    },
  }
}
