export { lockConversation } from './data.ts'
export { tellConversation, tellOtherNodes } from './live/tell.ts'

import { randomUUID } from 'node:crypto'
import type { z } from 'zod'
import type {
  Conversation,
  listMessages as listContract,
  Message,
  sendMessage as sendContract,
} from '#contract/conversations.ts'
import type { Database, Db } from '#platform/database/open.ts'
import { ProblemError } from '#platform/errors.ts'
import { CountPart, cutPage, InstantPlace, readCursor } from '#platform/http/cursor.ts'
import type { Student, VerifiedStudent } from '#platform/http/principal.ts'
import { markRead as markReadRow } from './data/positions.ts'
import * as data from './data.ts'
import { presentMessage, presentMessages, presentPlain, toldTo } from './present.ts'
import { writeMessage } from './write.ts'
import type { WriteTogether } from './write-together.ts'

type MessagesQuery = z.output<NonNullable<typeof listContract.query>>
type MessageInput = z.output<NonNullable<typeof sendContract.body>>

/** A page of the student's conversations, last active first, and the unread messages in all of them. */
export async function listConversations(
  db: Db,
  student: Student,
  query: { cursor?: string | undefined; limit: number },
) {
  const after = readCursor(InstantPlace, query.cursor)
  const rows = await data.listConversations(db, student.id, after, query.limit + 1)
  const { items, nextCursor } = cutPage(rows, query.limit, (row) => [row.activeAt.toISOString(), row.id])
  const shown = await presentConversations(db, items, student.id)
  return { items: shown, nextCursor, unread: await data.countUnread(db, student.id) }
}

/** @throws ProblemError not-found, also for a conversation of others */
export async function getConversation(db: Db, student: Student, id: string): Promise<Conversation> {
  const [conversation] = await presentConversations(db, [await findOrRefuse(db, student, id)], student.id)
  return conversation as Conversation // one row, one conversation
}

async function findOrRefuse(db: Db, student: Student, id: string): Promise<data.ConversationRow> {
  const row = await data.findConversation(db, student.id, id)
  if (!row) throw new ProblemError('not-found', 'You have no such conversation.')
  return row
}

/** A page into the past, or after a sequence. @throws ProblemError not-found */
export async function listMessages(db: Db, student: Student, id: string, query: MessagesQuery) {
  const conversation = await findOrRefuse(db, student, id)
  const place = readCursor(CountPart, query.cursor)
  const after = query.after === undefined ? null : Math.max(query.after, place ?? 0)
  const rows = await data.listMessages(db, id, { before: place, after }, query.limit + 1)
  const { items, nextCursor } = cutPage(rows, query.limit, (row) => row.sequence)
  const told = items.map(toldTo(student.id, conversation.tellReading))
  return { items: await presentMessages(db, told), nextCursor }
}

/** A message that is committed. */
export interface SentMessage {
  message: Message
  /** Whom it is for. */
  partnerId: string
  /** By what the two were signed in when it was written; null where that was not looked at. */
  signIns: string[] | null
}

/** What a message is sent with. */
export interface Post {
  database: Database
  writeTogether: WriteTogether
}

/**
 * Sends a message. With an `id` that was sent before, answers that message and sends nothing. Words alone are written
 * together with what else is sent; whatever is not as usual, and what was not written so, is looked at by itself.
 * @throws ProblemError not-found, connection-closed, invalid-request for an id that stands for another message, an
 * answer to nothing, and an attachment that is not the student's to send
 */
export async function sendMessage(
  { database, writeTogether }: Post,
  student: VerifiedStudent,
  conversationId: string,
  { id = randomUUID(), ...input }: MessageInput,
): Promise<SentMessage> {
  const { content, replyTo, attachmentId } = input
  if (content !== undefined && replyTo === undefined && attachmentId === undefined) {
    const sent = await writeTogether({ id, connectionId: conversationId, senderId: student.id, content })
    if (sent) {
      const { partnerId, signIns, ...row } = sent
      return { message: presentPlain({ ...row, senderId: student.id, content }), partnerId, signIns }
    }
  }
  return database.transaction(async (db) => {
    await data.lockConversation(db, conversationId)
    const conversation = await findOrRefuse(db, student, conversationId)
    const partnerId = conversation.partner.id
    await data.lockMessageId(db, id)
    const before = await data.findMessage(db, id)
    const told = toldTo<data.MessageRow>(student.id, conversation.tellReading)
    if (before)
      return {
        message: await presentMessage(db, told(requireSame(before, conversationId, student))),
        partnerId,
        signIns: null,
      }
    if (!conversation.isOpen)
      throw new ProblemError('connection-closed', 'The connection has ended, so nothing can be sent.')
    const place = { connectionId: conversationId, senderId: student.id }
    return {
      message: await presentMessage(db, await writeMessage(db, { id, ...place, ...input })),
      partnerId,
      signIns: null,
    }
  })
}

/** Says in a conversation what happened beside its messages; in words of the service, which the page puts into a person's. */
export async function writeSystemMessage(
  db: Db,
  conversationId: string,
  senderId: string,
  content: string,
): Promise<void> {
  const message = { id: randomUUID(), connectionId: conversationId, senderId, content, replyTo: null }
  await data.insertMessage(db, { ...message, messageType: 'system' })
}

/** @returns whom it concerns, too. @throws ProblemError not-found */
export async function markRead(
  db: Db,
  student: Student,
  id: string,
  sequence: number,
): Promise<{ partnerId: string }> {
  const { partner } = await getConversation(db, student, id)
  await markReadRow(db, id, student.id, sequence)
  return { partnerId: partner.id }
}

function requireSame(message: data.MessageRow, conversationId: string, student: Student): data.MessageRow {
  if (message.connectionId === conversationId && message.senderId === student.id) return message
  throw new ProblemError('invalid-request', 'Choose a new id for a new message.', {
    errors: [{ field: 'body.id', message: 'stands for another message' }],
  })
}

async function presentConversations(
  db: Db,
  rows: data.ConversationRow[],
  viewerId: string,
): Promise<Conversation[]> {
  const last = await presentMessages(
    db,
    rows.flatMap(({ lastMessage, tellReading }) =>
      lastMessage ? [toldTo<typeof lastMessage>(viewerId, tellReading)(lastMessage)] : [],
    ),
  )
  return rows.map(({ activeAt, lastMessage, tellReading: _, ...row }) => ({
    ...row,
    lastMessage: last.find(({ id }) => id === lastMessage?.id) ?? null,
    activeAt: activeAt.toISOString(),
  }))
}
