import type { Person } from '#contract/values.ts'
import { Prisma } from '#platform/database/generated/client.ts'
import type { Db } from '#platform/database/open.ts'
import { person } from '#platform/database/person.ts'
import type { MessageRow } from '../data.ts'
import { messageColumns } from './columns.ts'

export interface FoundRow extends MessageRow {
  partner: Person
  tellReading: boolean
}

/** Messages of the student's conversations that have all these words, newest first; see message_query(). */
export function searchMessages(
  db: Db,
  userId: string,
  words: string | null,
  before: [string, string] | null,
  limit: number,
): Promise<FoundRow[]> {
  return db.$queryRaw<FoundRow[]>`
    SELECT ${messageColumns}, both_tell_reading(c.requester_id, c.target_id) AS "tellReading", ${person} AS partner
    FROM connections c
    JOIN users p ON p.id = CASE WHEN c.requester_id = ${userId}::uuid THEN c.target_id ELSE c.requester_id END
    JOIN messages m ON m.connection_id = c.id
    WHERE ${userId}::uuid IN (c.requester_id, c.target_id) AND NOT are_blocked(c.requester_id, c.target_id)
      AND m.message_type <> 'system' AND m.deleted_at IS NULL
      ${words === null ? Prisma.empty : Prisma.sql`AND to_tsvector('simple', m.content) @@ message_query(${words})`}
      ${before ? Prisma.sql`AND (m.created_at, m.id) < (${before[0]}::timestamptz, ${before[1]}::uuid)` : Prisma.empty}
    ORDER BY m.created_at DESC, m.id DESC
    LIMIT ${limit}`
}
