import type { Attachment } from '#contract/attachments.ts'
import type { Quote } from '#contract/conversations.ts'
import type { Db } from '#platform/database/open.ts'

/** What goes with a message and is stored elsewhere. */
export interface Details {
  id: string
  replyTo: Quote | null
  attachment: Omit<Attachment, 'url' | 'thumbnailUrl'> | null
}

/** Details of messages that answer another one or have an attachment. */
export function findDetails(db: Db, messageIds: string[]): Promise<Details[]> {
  return db.$queryRaw<Details[]>`
    SELECT m.id,
           CASE WHEN r.id IS NOT NULL THEN json_build_object(
             'id', r.id, 'sequence', r.sequence, 'senderId', r.sender_id, 'type', r.message_type,
             'content', CASE WHEN r.deleted_at IS NULL THEN left(r.content, 200) ELSE '' END,
             'isDeleted', r.deleted_at IS NOT NULL) END AS "replyTo",
           CASE WHEN a.id IS NOT NULL THEN json_build_object(
             'id', a.id, 'kind', a.kind, 'mediaType', a.media_type, 'name', a.name, 'bytes', a.bytes,
             'width', a.width, 'height', a.height) END AS attachment
    FROM messages m
    LEFT JOIN messages r ON r.connection_id = m.connection_id AND r.sequence = m.reply_to
    LEFT JOIN attachments a ON a.message_id = m.id
    WHERE m.id = ANY (${messageIds}::uuid[])`
}
