import type { Sql } from '#platform/database/sql.ts'
import { type Busy, type PlainMessage, type Sent, sendMessages } from './data/send.ts'

/**
 * Writes a message together with whatever else is sent meanwhile: one statement and one commit for all.
 * @returns committed; null where it has to be looked at by itself, and may have been written all the same
 */
export type WriteTogether = (message: PlainMessage) => Promise<Sent | null>

interface Waiting {
  message: PlainMessage
  tries: number
  done: (sent: Sent | null) => void
}

/** Messages of one statement. */
const mostAtOnce = 200
/** Statements that one whose conversation is written to elsewhere is part of; then it waits there by itself. */
const mostTries = 5

/**
 * One statement at a time: the busier a process, the more messages are in each.
 * @param fail told of what failed; each message meets it again when it is looked at by itself
 */
export function openWriteTogether(sql: Sql, fail: (error: unknown) => void): WriteTogether {
  const waiting = new Map<string, Waiting>()
  let isWriting = false

  async function write(): Promise<void> {
    while (waiting.size > 0) {
      const batch = [...waiting.values()].slice(0, mostAtOnce)
      const rows = await tryToSend(batch.map(({ message }) => message))
      for (const one of batch) {
        const row = rows.get(one.message.id)
        if (row?.sequence === null && ++one.tries < mostTries) continue
        waiting.delete(one.message.id)
        one.done(row && row.sequence !== null ? row : null)
      }
    }
    isWriting = false
  }

  async function tryToSend(messages: PlainMessage[]): Promise<Map<string, Sent | Busy>> {
    try {
      return new Map((await sendMessages(sql, messages)).map((row) => [row.id, row]))
    } catch (error) {
      fail(error)
      return new Map()
    }
  }

  return (message) =>
    new Promise((done) => {
      // The same sent twice at once: the second one finds the first.
      if (waiting.has(message.id)) return done(null)
      waiting.set(message.id, { message, tries: 0, done })
      if (isWriting) return
      isWriting = true
      setImmediate(write) // with all that came in with it
    })
}
