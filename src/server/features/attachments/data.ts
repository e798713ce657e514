import type { Attachment } from '#contract/attachments.ts'
import type { Db } from '#platform/database/open.ts'

export type NewAttachment = Omit<Attachment, 'url' | 'thumbnailUrl'>

export async function insertAttachment(db: Db, uploaderId: string, attachment: NewAttachment): Promise<void> {
  await db.attachment.create({ data: { uploaderId, ...attachment } })
}

/** What the student uploaded and has not sent, held until the transaction ends; null for any other. */
export async function lockUnsent(
  db: Db,
  id: string,
  uploaderId: string,
): Promise<Pick<Attachment, 'id' | 'kind' | 'name'> | null> {
  const rows = await db.$queryRaw<Pick<Attachment, 'id' | 'kind' | 'name'>[]>`
    SELECT id, kind, name FROM attachments
    WHERE id = ${id}::uuid AND uploader_id = ${uploaderId}::uuid AND message_id IS NULL FOR UPDATE`
  return rows[0] ?? null
}

export async function attach(db: Db, id: string, messageId: string): Promise<void> {
  await db.attachment.update({ where: { id }, data: { messageId } })
}

/** Of a message in a conversation that the student sees; null for any other, and one that was not sent. */
export async function findAttachment(
  db: Db,
  id: string,
  userId: string,
): Promise<Pick<Attachment, 'kind' | 'mediaType' | 'name'> | null> {
  const rows = await db.$queryRaw<Pick<Attachment, 'kind' | 'mediaType' | 'name'>[]>`
    SELECT a.kind, a.media_type AS "mediaType", a.name
    FROM attachments a JOIN messages m ON m.id = a.message_id JOIN connections c ON c.id = m.connection_id
    WHERE a.id = ${id}::uuid AND ${userId}::uuid IN (c.requester_id, c.target_id)
      AND NOT are_blocked(c.requester_id, c.target_id)`
  return rows[0] ?? null
}

/** Deletes what was uploaded so many hours ago and not sent. @returns ids */
export async function deleteUnsent(db: Db, hours: number): Promise<string[]> {
  const rows = await db.$queryRaw<{ id: string }[]>`
    DELETE FROM attachments WHERE message_id IS NULL AND created_at < now() - make_interval(hours => ${hours}::int)
    RETURNING id`
  return rows.map(({ id }) => id)
}

/** Deletes all that a student has uploaded. @returns ids */
export async function deleteAttachmentsOf(db: Db, uploaderId: string): Promise<string[]> {
  const rows = await db.$queryRaw<{ id: string }[]>`
    DELETE FROM attachments WHERE uploader_id = ${uploaderId}::uuid RETURNING id`
  return rows.map(({ id }) => id)
}

/** Which of these are there. */
export async function findAttachments(db: Db, ids: string[]): Promise<string[]> {
  const rows = await db.attachment.findMany({ where: { id: { in: ids } }, select: { id: true } })
  return rows.map(({ id }) => id)
}
