import { changeMinutes } from '#contract/message-changes.ts'
import { Prisma } from '#platform/database/generated/client.ts'
import type { Db } from '#platform/database/open.ts'
import type { MessageRow } from '../data.ts'
import { messageColumns } from './columns.ts'

/** A message of the sender's that is not settled yet. */
const fresh = (connectionId: string, id: string, senderId: string) => Prisma.sql`
  m.id = ${id}::uuid AND m.connection_id = ${connectionId}::uuid AND m.sender_id = ${senderId}::uuid
  AND m.message_type <> 'system' AND m.deleted_at IS NULL
  AND m.created_at > now() - make_interval(mins => ${changeMinutes}::int)`

/** null where nothing was changed. The same words again are no change, and not marked. */
export async function editMessage(
  db: Db,
  connectionId: string,
  id: string,
  senderId: string,
  content: string,
): Promise<MessageRow | null> {
  const rows = await db.$queryRaw<MessageRow[]>`
    UPDATE messages m SET content = ${content}, edited_at = CASE WHEN content = ${content} THEN edited_at ELSE now() END
    WHERE ${fresh(connectionId, id, senderId)}
    RETURNING ${messageColumns}`
  return rows[0] ?? null
}

/** Takes the words of a message, and its attachment; null where nothing was changed. */
export async function deleteMessage(
  db: Db,
  connectionId: string,
  id: string,
  senderId: string,
): Promise<(MessageRow & { attachmentId: string | null }) | null> {
  const rows = await db.$queryRaw<(MessageRow & { attachmentId: string | null })[]>`
    WITH m AS (
      UPDATE messages m SET content = 'deleted', message_type = 'text', reply_to = NULL, edited_at = NULL,
                            deleted_at = now()
      WHERE ${fresh(connectionId, id, senderId)}
      RETURNING *
    ), a AS (
      DELETE FROM attachments WHERE message_id IN (SELECT id FROM m) RETURNING id
    )
    SELECT ${messageColumns}, a.id AS "attachmentId" FROM m LEFT JOIN a ON TRUE`
  return rows[0] ?? null
}

/** Changed messages of a conversation after a revision, in the order of the changes. */
export function listChanges(
  db: Db,
  connectionId: string,
  after: number,
  limit: number,
): Promise<MessageRow[]> {
  return db.$queryRaw<MessageRow[]>`
    SELECT ${messageColumns} FROM messages m WHERE m.connection_id = ${connectionId}::uuid AND m.revision > ${after}
    ORDER BY m.revision LIMIT ${limit}`
}
