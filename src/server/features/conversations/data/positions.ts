import type { PartnerAt, Signals } from '#contract/conversations.ts'
import type { Db } from '#platform/database/open.ts'
import type { Sql } from '#platform/database/sql.ts'
import { partnerAt, unreadCount } from './standing.ts'

/** Marks what the other one wrote, up to a sequence, as read; in one statement, so that number and marks agree. */
export async function markRead(
  db: Db,
  connectionId: string,
  readerId: string,
  sequence: number,
): Promise<void> {
  await db.$executeRaw`
    WITH c AS (
      SELECT id, least(${sequence}::int, last_sequence) AS upto FROM connections WHERE id = ${connectionId}::uuid
    ), marked AS (
      UPDATE messages m SET is_read = TRUE FROM c
      WHERE m.connection_id = c.id AND m.sequence <= c.upto AND NOT m.is_read AND m.sender_id <> ${readerId}::uuid
    )
    INSERT INTO message_positions (connection_id, user_id, delivered, read)
    SELECT id, ${readerId}::uuid, upto, upto FROM c WHERE upto > 0
    ON CONFLICT (connection_id, user_id) DO UPDATE SET read = EXCLUDED.read
    WHERE message_positions.read < EXCLUDED.read`
}

/** What has reached a device of a student. */
export interface Received {
  userId: string
  conversationId: string
  sequence: number
}

/** Notes what arrived. @returns of which conversations that is news, and the two who are in them */
export function noteReceived(
  sql: Sql,
  received: Received[],
): Promise<{ conversationId: string; userIds: string[] }[]> {
  return sql(
    'conversations-received',
    `WITH news AS (
       INSERT INTO message_positions (connection_id, user_id, delivered)
       SELECT c.id, r.user_id, least(max(r.sequence), c.last_sequence)
       FROM unnest($1::uuid[], $2::uuid[], $3::int[]) AS r(user_id, connection_id, sequence)
       JOIN connections c ON c.id = r.connection_id AND r.user_id IN (c.requester_id, c.target_id)
       WHERE c.last_sequence > 0
       GROUP BY c.id, r.user_id
       ORDER BY c.id, r.user_id -- whoever writes the same rows takes them in the same order
       ON CONFLICT (connection_id, user_id) DO UPDATE SET delivered = EXCLUDED.delivered
       WHERE message_positions.delivered < EXCLUDED.delivered
       RETURNING connection_id
     )
     SELECT c.id AS "conversationId", ARRAY[c.requester_id, c.target_id]::text[] AS "userIds"
     FROM connections c WHERE c.id IN (SELECT connection_id FROM news)`,
    [
      received.map(({ userId }) => userId),
      received.map(({ conversationId }) => conversationId),
      received.map(({ sequence }) => sequence),
    ],
  )
}

/** How far both are in a conversation, as one of the two is told. */
export interface Positions {
  userId: string
  conversationId: string
  read: number
  unread: number
  partnerAt: PartnerAt
}

const positions = `
  SELECT u.id AS "userId", c.id AS "conversationId", COALESCE(own.read, 0) AS read,
         ${unreadCount('c.id', 'u.id', 'COALESCE(own.read, 0)')} AS unread, ${partnerAt} AS "partnerAt"
  FROM users u JOIN connections c ON u.id IN (c.requester_id, c.target_id)
  LEFT JOIN message_positions own ON own.connection_id = c.id AND own.user_id = u.id
  LEFT JOIN message_positions theirs ON theirs.connection_id = c.id AND theirs.user_id <> u.id`

/** How far both are, for each student and conversation given; nothing where they are not in it, or blocked. */
export function listPositions(
  sql: Sql,
  asked: { userId: string; conversationId: string }[],
): Promise<Positions[]> {
  return sql<Positions>(
    'conversations-positions',
    `${positions}
     JOIN unnest($1::uuid[], $2::uuid[]) AS a(user_id, connection_id) ON a.user_id = u.id AND a.connection_id = c.id
     WHERE NOT are_blocked(c.requester_id, c.target_id)`,
    [asked.map(({ userId }) => userId), asked.map(({ conversationId }) => conversationId)],
  )
}

/** Conversations of some students in which somebody has moved in the last so many seconds; null: whenever. */
export function listMoved(
  sql: Sql,
  userIds: string[],
  within: number | null,
): Promise<{ userId: string; conversationId: string }[]> {
  return sql(
    'conversations-moved',
    `SELECT DISTINCT asked.id AS "userId", c.id AS "conversationId"
     FROM unnest($1::uuid[]) AS asked(id)
     CROSS JOIN LATERAL (
       SELECT id FROM connections WHERE requester_id = asked.id
       UNION ALL SELECT id FROM connections WHERE target_id = asked.id
     ) c
     JOIN message_positions p ON p.connection_id = c.id
     WHERE $2::int IS NULL OR p.moved_at > now() - make_interval(secs => $2::int)`,
    [userIds, within],
  )
}

export async function findSignals(db: Db, userId: string): Promise<Signals> {
  const row = await db.userProfile.findUnique({
    where: { userId },
    select: { tellsReading: true, tellsPresence: true },
  })
  return { reading: row?.tellsReading ?? true, presence: row?.tellsPresence ?? true }
}

/** Who does not tell whether they are here is forgotten: when they last were, too. */
export async function saveSignals(db: Db, userId: string, { reading, presence }: Signals): Promise<void> {
  const row = { tellsReading: reading, tellsPresence: presence }
  await db.userProfile.upsert({ where: { userId }, create: { userId, ...row }, update: row })
  if (!presence) await db.presence.deleteMany({ where: { userId } })
}
