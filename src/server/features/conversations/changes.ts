import type { z } from 'zod'
import type { Message, PartnerAt } from '#contract/conversations.ts'
import { changeMinutes, type listChanges as listContract } from '#contract/message-changes.ts'
import { removeAttachmentFiles } from '#features/attachments/service.ts'
import type { Db } from '#platform/database/open.ts'
import { ProblemError } from '#platform/errors.ts'
import type { Student, VerifiedStudent } from '#platform/http/principal.ts'
import type { Parts } from '../../parts.ts'
import * as data from './data/changes.ts'
import { findMessage, type MessageRow } from './data.ts'
import { presentMessage, presentMessages, toldTo } from './present.ts'
import { getConversation } from './service.ts'

type ChangesQuery = z.output<NonNullable<typeof listContract.query>>

/** A message as it is now, and whom else it concerns. */
export interface Changed {
  message: Message
  partnerId: string
}

/** @throws ProblemError not-found, connection-closed, message-settled */
export async function editMessage(
  db: Db,
  student: VerifiedStudent,
  conversationId: string,
  id: string,
  content: string,
): Promise<Changed> {
  const { isOpen, partner, partnerAt } = await getConversation(db, student, conversationId)
  const before = await findOwn(db, conversationId, id, student)
  if (!isOpen)
    throw new ProblemError('connection-closed', 'The connection has ended, so nothing can be written.')
  const edited = await data.editMessage(db, conversationId, id, student.id, content)
  if (!edited) throw settled(before)
  return { message: await presentMessage(db, toldBy(student, partnerAt)(edited)), partnerId: partner.id }
}

/** The row first, then the files. Deleting it again changes nothing. @throws ProblemError not-found, message-settled */
export async function deleteMessage(
  { database: { prisma }, files }: Pick<Parts, 'database' | 'files'>,
  student: Student,
  conversationId: string,
  id: string,
): Promise<Changed> {
  const { partner, partnerAt } = await getConversation(prisma, student, conversationId)
  const deleted = await data.deleteMessage(prisma, conversationId, id, student.id)
  if (deleted?.attachmentId) await removeAttachmentFiles(files, [deleted.attachmentId])
  const row = deleted ?? (await findOwn(prisma, conversationId, id, student))
  if (!row.deletedAt) throw settled(row)
  return { message: await presentMessage(prisma, toldBy(student, partnerAt)(row)), partnerId: partner.id }
}

/** Messages that were edited or deleted after a revision. @throws ProblemError not-found */
export async function listChanges(db: Db, student: Student, id: string, { after, limit }: ChangesQuery) {
  const { partnerAt } = await getConversation(db, student, id)
  const rows = await data.listChanges(db, id, after, limit)
  return { items: await presentMessages(db, rows.map(toldBy(student, partnerAt))) }
}

const toldBy = (student: Student, { read }: PartnerAt) => toldTo<MessageRow>(student.id, read !== null)

async function findOwn(db: Db, conversationId: string, id: string, student: Student): Promise<MessageRow> {
  const message = await findMessage(db, id)
  if (message?.connectionId === conversationId && message.senderId === student.id) return message
  throw new ProblemError('not-found', 'There is no such message of yours in this conversation.')
}

function settled({ deletedAt }: MessageRow): ProblemError {
  return new ProblemError(
    'message-settled',
    deletedAt
      ? 'The message was deleted.'
      : `Messages can be edited and deleted for ${changeMinutes} minutes after they were sent.`,
  )
}
