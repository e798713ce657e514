import { attach, lockUnsent } from '#features/attachments/service.ts'
import type { Db } from '#platform/database/open.ts'
import { ProblemError } from '#platform/errors.ts'
import { hasMessage, insertMessage, type MessageRow } from './data.ts'

interface NewMessage {
  id: string
  connectionId: string
  senderId: string
  content?: string | undefined
  replyTo?: number | undefined
  attachmentId?: string | undefined
}

/**
 * Writes a message with what it answers and carries, in the caller's transaction.
 * @throws ProblemError invalid-request for an answer to nothing, and an attachment that is not the sender's to send
 */
export async function writeMessage(
  db: Db,
  { content, replyTo, attachmentId, ...message }: NewMessage,
): Promise<MessageRow> {
  if (replyTo !== undefined && !(await hasMessage(db, message.connectionId, replyTo)))
    throw refusal('replyTo', 'is no message of this conversation')
  const attachment = attachmentId ? await lockUnsent(db, attachmentId, message.senderId) : null
  if (attachmentId && !attachment)
    throw refusal('attachmentId', 'was not uploaded by you, or was sent already')
  const row = await insertMessage(db, {
    ...message,
    content: content ?? attachment?.name ?? '',
    messageType: attachment?.kind ?? 'text',
    replyTo: replyTo ?? null,
  })
  if (attachment) await attach(db, attachment.id, row.id)
  return row
}

function refusal(field: string, message: string): ProblemError {
  return new ProblemError('invalid-request', `Correct body.${field} and send it again.`, {
    errors: [{ field: `body.${field}`, message }],
  })
}
