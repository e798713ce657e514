import type { Message } from '#contract/conversations.ts'
import { presentAttachment } from '#features/attachments/service.ts'
import type { Db } from '#platform/database/open.ts'
import { type Details, findDetails } from './data/details.ts'
import type { MessageRow, PresentableRow } from './data.ts'

/** Messages as they are answered. What they answer and carry is read once for all; plain text costs nothing. */
export async function presentMessages(db: Db, rows: PresentableRow[]): Promise<Message[]> {
  const detailed = rows.filter(({ messageType, replyTo }) => replyTo !== null || carries(messageType))
  const found =
    detailed.length > 0
      ? await findDetails(
          db,
          detailed.map(({ id }) => id),
        )
      : []
  const details = new Map(found.map((one) => [one.id, one]))
  return rows.map((row) => present(row, details.get(row.id)))
}

/** A row as one of the two is told it: whether their own were read, only where both tell. */
export function toldTo<Row extends { senderId: string; isRead: boolean }>(
  viewerId: string,
  bothTell: boolean,
) {
  return (row: Row): Row => ({ ...row, isRead: row.isRead && (bothTell || row.senderId !== viewerId) })
}

export async function presentMessage(db: Db, row: PresentableRow): Promise<Message> {
  const [message] = await presentMessages(db, [row])
  return message as Message // one row, one message
}

/** A message of words that was just sent. */
export function presentPlain(
  row: Pick<MessageRow, 'id' | 'sequence' | 'senderId' | 'content' | 'createdAt'>,
): Message {
  const nothing = { replyTo: null, editedAt: null, deletedAt: null, revision: null }
  return present({ ...row, ...nothing, messageType: 'text', isRead: false }, undefined)
}

const carries = (type: Message['type']) => type === 'image' || type === 'file'

function present(row: PresentableRow, details: Details | undefined): Message {
  return {
    id: row.id,
    sequence: row.sequence,
    senderId: row.senderId,
    type: row.messageType,
    content: row.deletedAt ? '' : row.content,
    replyTo: details?.replyTo ?? null,
    attachment: details?.attachment ? presentAttachment(details.attachment) : null,
    isRead: row.isRead,
    sentAt: new Date(row.createdAt).toISOString(),
    editedAt: row.editedAt && new Date(row.editedAt).toISOString(),
    deletedAt: row.deletedAt && new Date(row.deletedAt).toISOString(),
    revision: row.revision ?? 0,
  }
}
