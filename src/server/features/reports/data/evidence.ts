import type { Report } from '#contract/reports.ts'
import type { Db } from '#platform/database/open.ts'

/** Picture of a student of the university; null where there is no such student. */
export async function findSubject(
  db: Db,
  id: string,
  university: string,
): Promise<{ pictureUrl: string | null } | null> {
  const user = await db.user.findFirst({
    where: { id, universityName: university },
    select: { profileImageUrl: true },
  })
  return user && { pictureUrl: user.profileImageUrl }
}

/** Messages before the one that a report is about, which say how it was meant. */
export const contextLength = 5

const words = { content: true, attachment: { select: { id: true, kind: true, name: true } } } as const

/** What the sender wrote to the reader, with the messages before it, oldest first; null for any other, and one that was deleted. */
export async function findMessageTo(
  db: Db,
  id: string,
  senderId: string,
  readerId: string,
): Promise<{ content: string; imageId: string | null; context: Report['context'] } | null> {
  const message = await db.message.findFirst({
    where: {
      id,
      senderId,
      deletedAt: null,
      connection: { OR: [{ requesterId: readerId }, { targetId: readerId }] },
    },
    select: { ...words, connectionId: true, sequence: true },
  })
  if (!message) return null
  const before = await db.message.findMany({
    where: {
      connectionId: message.connectionId,
      sequence: { lt: message.sequence },
      messageType: { not: 'system' },
      deletedAt: null,
    },
    orderBy: { sequence: 'desc' },
    take: contextLength,
    select: { ...words, senderId: true, createdAt: true },
  })
  const context = before.reverse().map((one) => ({
    isSubject: one.senderId === senderId,
    text: wordsOf(one),
    at: one.createdAt.toISOString(),
  }))
  const { attachment } = message
  return { content: wordsOf(message), imageId: attachment?.kind === 'image' ? attachment.id : null, context }
}

/** What was written; an image or file is named. */
function wordsOf({
  content,
  attachment,
}: {
  content: string
  attachment: { kind: string; name: string } | null
}): string {
  if (!attachment) return content
  const { kind, name } = attachment
  return content === name ? `[${kind}: ${name}]` : `[${kind}: ${name}] ${content}`
}
