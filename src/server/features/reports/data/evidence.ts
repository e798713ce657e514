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

/** What the sender wrote to the reader, with the messages before it, oldest first; null for any other message. */
export async function findMessageTo(
  db: Db,
  id: string,
  senderId: string,
  readerId: string,
): Promise<{ content: string; context: Report['context'] } | null> {
  const message = await db.message.findFirst({
    where: { id, senderId, connection: { OR: [{ requesterId: readerId }, { targetId: readerId }] } },
    select: { content: true, connectionId: true, sequence: true },
  })
  if (!message) return null
  const before = await db.message.findMany({
    where: {
      connectionId: message.connectionId,
      sequence: { lt: message.sequence },
      messageType: { not: 'system' },
    },
    orderBy: { sequence: 'desc' },
    take: contextLength,
    select: { senderId: true, content: true, createdAt: true },
  })
  const context = before.reverse().map((one) => ({
    isSubject: one.senderId === senderId,
    text: one.content,
    at: one.createdAt.toISOString(),
  }))
  return { content: message.content, context }
}
