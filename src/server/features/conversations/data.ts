import type { Conversation, PartnerAt } from '#contract/conversations.ts'
import type { Person } from '#contract/values.ts'
import { Prisma } from '#platform/database/generated/client.ts'
import type { Db } from '#platform/database/open.ts'
import { person } from '#platform/database/person.ts'
import { partnerAt, unreadCount } from './data/standing.ts'

export interface MessageRow {
  id: string
  connectionId: string
  sequence: number
  senderId: string
  messageType: 'text' | 'image' | 'file' | 'system'
  content: string
  /** Sequence of the message that it answers. */
  replyTo: number | null
  isRead: boolean
  createdAt: Date
  editedAt: Date | null
  deletedAt: Date | null
  revision: number | null
}

/** A message by itself; its times are text where it comes as JSON. */
export type PresentableRow = Omit<MessageRow, 'createdAt' | 'editedAt' | 'deletedAt' | 'connectionId'> &
  Record<'editedAt' | 'deletedAt', Date | string | null> & { createdAt: Date | string }

export interface ConversationRow {
  id: string
  isOpen: boolean
  course: Conversation['course']
  partner: Person
  unread: number
  read: number
  partnerAt: PartnerAt
  tellReading: boolean
  activeAt: Date
  lastMessage: PresentableRow | null
}

const asker = 'CASE WHEN c.requester_id = p.id THEN c.target_id ELSE c.requester_id END'

/** A conversation is an accepted connection, or one that ended after somebody wrote. */
const select = (userId: string) => Prisma.sql`
  SELECT c.id, c.status = 'accepted' AS "isOpen",
         json_build_object('id', k.id, 'code', k.code, 'section', k.section, 'name', k.name) AS course,
         ${person} AS partner,
         ${Prisma.raw(unreadCount('c.id', asker, 'COALESCE(own.read, 0)'))} AS unread,
         COALESCE(own.read, 0) AS read, both_tell_reading(c.requester_id, c.target_id) AS "tellReading",
         ${Prisma.raw(partnerAt)} AS "partnerAt",
         COALESCE(m.created_at, c.responded_at, c.requested_at) AS "activeAt",
         CASE WHEN m.id IS NOT NULL THEN json_build_object(
           'id', m.id, 'sequence', m.sequence, 'senderId', m.sender_id, 'messageType', m.message_type,
           'content', m.content, 'replyTo', m.reply_to, 'isRead', m.is_read, 'createdAt', m.created_at,
           'editedAt', m.edited_at, 'deletedAt', m.deleted_at, 'revision', m.revision) END AS "lastMessage"
  FROM connections c
  JOIN courses k ON k.id = c.course_id
  JOIN users p ON p.id = CASE WHEN c.requester_id = ${userId}::uuid THEN c.target_id ELSE c.requester_id END
  LEFT JOIN message_positions own ON own.connection_id = c.id AND own.user_id = ${userId}::uuid
  LEFT JOIN message_positions theirs ON theirs.connection_id = c.id AND theirs.user_id = p.id
  LEFT JOIN messages m ON m.connection_id = c.id AND m.sequence = c.last_sequence
  WHERE ${userId}::uuid IN (c.requester_id, c.target_id) AND (c.status = 'accepted' OR c.last_sequence > 0)
    AND NOT are_blocked(c.requester_id, c.target_id)`

export function listConversations(
  db: Db,
  userId: string,
  after: [string, string] | null,
  limit: number,
): Promise<ConversationRow[]> {
  return db.$queryRaw<ConversationRow[]>`
    SELECT * FROM (${select(userId)}) c
    ${after ? Prisma.sql`WHERE (c."activeAt", c.id) < (${after[0]}::timestamptz, ${after[1]}::uuid)` : Prisma.empty}
    ORDER BY c."activeAt" DESC, c.id DESC
    LIMIT ${limit}`
}

/** null where the student is not one of the two, or one has blocked the other. */
export async function findConversation(db: Db, userId: string, id: string): Promise<ConversationRow | null> {
  const rows = await db.$queryRaw<ConversationRow[]>`${select(userId)} AND c.id = ${id}::uuid`
  return rows[0] ?? null
}

/** Unread messages in all of a student's conversations. */
export async function countUnread(db: Db, userId: string): Promise<number> {
  const rows = await db.$queryRaw<{ unread: number }[]>`
    SELECT COALESCE(sum(${Prisma.raw(unreadCount('c.id', 'u.id', 'COALESCE(own.read, 0)'))}), 0)::int AS unread
    FROM users u JOIN connections c ON u.id IN (c.requester_id, c.target_id)
    LEFT JOIN message_positions own ON own.connection_id = c.id AND own.user_id = u.id
    WHERE u.id = ${userId}::uuid AND NOT are_blocked(c.requester_id, c.target_id)`
  return rows[0]?.unread ?? 0
}

/** Newest first below `before`; or oldest first above `after`. */
export function listMessages(
  db: Db,
  connectionId: string,
  from: { before: number | null; after: number | null },
  limit: number,
): Promise<MessageRow[]> {
  const past = from.after === null
  return db.message.findMany({
    where: {
      connectionId,
      sequence: { ...(past ? from.before && { lt: from.before } : { gt: from.after ?? 0 }) },
    },
    orderBy: { sequence: past ? 'desc' : 'asc' },
    take: limit,
  }) as Promise<MessageRow[]> // message_type is checked by the database
}

/** Holds the conversation, so that it does not end while a message is written. */
export async function lockConversation(db: Db, id: string): Promise<void> {
  await db.$executeRaw`SELECT 1 FROM connections WHERE id = ${id}::uuid FOR UPDATE`
}

/** Holds a message's id, also where there is no such message yet, so that the same sent twice at once is there once. */
export async function lockMessageId(db: Db, id: string): Promise<void> {
  await db.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${id}, 0))`
}

export function findMessage(db: Db, id: string): Promise<MessageRow | null> {
  return db.message.findUnique({ where: { id } }) as Promise<MessageRow | null>
}

/** Whether a conversation has a message of this sequence. */
export async function hasMessage(db: Db, connectionId: string, sequence: number): Promise<boolean> {
  return (await db.message.count({ where: { connectionId, sequence } })) > 0
}

/** The trigger number_message gives the sequence. */
export async function insertMessage(
  db: Db,
  message: Pick<MessageRow, 'id' | 'connectionId' | 'senderId' | 'content' | 'messageType' | 'replyTo'>,
): Promise<MessageRow> {
  return (await db.message.create({ data: { ...message, sequence: 0 } })) as MessageRow
}
