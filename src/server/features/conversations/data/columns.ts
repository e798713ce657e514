import { Prisma } from '#platform/database/generated/client.ts'

/** Columns of a message `m`, named as in MessageRow. */
export const messageColumns = Prisma.sql`
  m.id, m.connection_id AS "connectionId", m.sequence, m.sender_id AS "senderId", m.message_type AS "messageType",
  m.content, m.reply_to AS "replyTo", m.is_read AS "isRead", m.created_at AS "createdAt", m.edited_at AS "editedAt",
  m.deleted_at AS "deletedAt", m.revision`
