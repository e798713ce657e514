import type { z } from 'zod'
import type { searchMessages as contract } from '#contract/message-search.ts'
import type { Db } from '#platform/database/open.ts'
import { cutPage, InstantPlace, readCursor } from '#platform/http/cursor.ts'
import type { Student } from '#platform/http/principal.ts'
import { type FoundRow, searchMessages as findMessages } from './data/search.ts'
import { presentMessages, toldTo } from './present.ts'

type SearchQuery = z.output<NonNullable<typeof contract.query>>

/** A page of the messages that have all the words, newest first. */
export async function searchMessages(db: Db, student: Student, { q, cursor, limit }: SearchQuery) {
  const rows = await findMessages(db, student.id, q ?? null, readCursor(InstantPlace, cursor), limit + 1)
  const { items, nextCursor } = cutPage(rows, limit, (row) => [row.createdAt.toISOString(), row.id])
  const told = items.map((row) => toldTo<FoundRow>(student.id, row.tellReading)(row))
  const messages = new Map((await presentMessages(db, told)).map((message) => [message.id, message]))
  return {
    items: items.flatMap(({ id, connectionId: conversationId, partner }) => {
      const message = messages.get(id)
      return message ? [{ conversationId, partner, message }] : []
    }),
    nextCursor,
  }
}
