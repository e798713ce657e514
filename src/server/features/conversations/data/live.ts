import { type SignIn, signInHolds } from '#features/accounts/service.ts'
import type { Sql } from '#platform/database/sql.ts'
import type { MessageRow } from '../data.ts'

export interface Head {
  userId: string
  conversationId: string
  lastSequence: number
}

/**
 * The last sequence of every conversation of some students.
 * @param within only those that changed so many seconds ago or less; null: all
 */
export function listHeads(sql: Sql, userIds: string[], within: number | null): Promise<Head[]> {
  return sql<Head>(
    'conversations-heads',
    `SELECT c.user_id AS "userId", c.id AS "conversationId", c.last_sequence AS "lastSequence"
     FROM unnest($1::uuid[]) AS asked(id)
     CROSS JOIN LATERAL (
       SELECT asked.id AS user_id, r.* FROM connections r WHERE r.requester_id = asked.id
       UNION ALL
       SELECT asked.id, t.* FROM connections t WHERE t.target_id = asked.id
     ) c
     WHERE (c.status = 'accepted' OR c.last_sequence > 0)
       AND ($2::int IS NULL OR c.updated_at > now() - make_interval(secs => $2::int))
       AND NOT are_blocked(c.requester_id, c.target_id)`,
    [userIds, within],
  )
}

/** A place in a conversation, of who is signed in so. */
export interface Place extends SignIn {
  userId: string
  conversationId: string
  after: number
}

export interface PlacedMessage extends MessageRow {
  /** Index of the place that it comes after. */
  place: number
}

/** What comes after each place, in order, at most `limit` each; nothing for whom it is not, or whose sign-in ended. */
export function listAfter(sql: Sql, places: Place[], limit: number): Promise<PlacedMessage[]> {
  return sql<PlacedMessage>(
    'conversations-after',
    `SELECT p.place::int - 1 AS place, m.id, m.connection_id AS "connectionId", m.sequence,
            m.sender_id AS "senderId", m.message_type AS "messageType", m.content, m.reply_to AS "replyTo",
            m.is_read AND (m.sender_id <> p.user_id OR both_tell_reading(c.requester_id, c.target_id)) AS "isRead",
            m.created_at AS "createdAt", m.edited_at AS "editedAt",
            m.deleted_at AS "deletedAt", m.revision
     FROM unnest($1::text[], $2::uuid[], $3::uuid[], $4::uuid[], $5::int[])
       WITH ORDINALITY AS p(session, family, user_id, connection_id, after, place)
     JOIN users u ON u.id = p.user_id AND u.is_active
     JOIN connections c ON c.id = p.connection_id AND p.user_id IN (c.requester_id, c.target_id)
       AND NOT are_blocked(c.requester_id, c.target_id)
     CROSS JOIN LATERAL (
       SELECT * FROM messages WHERE connection_id = c.id AND sequence > p.after ORDER BY sequence LIMIT $6
     ) m
     WHERE ${signInHolds({ session: 'p.session', family: 'p.family', userId: 'p.user_id' })}
     ORDER BY p.place, m.sequence`,
    [...signIns(places), places.map((one) => one.conversationId), places.map((one) => one.after), limit],
  )
}

/** Indexes of those who are still signed in. */
export async function findSignedIn(sql: Sql, members: (SignIn & { userId: string })[]): Promise<Set<number>> {
  const rows = await sql<{ place: number }>(
    'conversations-signed-in',
    `SELECT p.place::int - 1 AS place
     FROM unnest($1::text[], $2::uuid[], $3::uuid[]) WITH ORDINALITY AS p(session, family, user_id, place)
     JOIN users u ON u.id = p.user_id AND u.is_active
     WHERE ${signInHolds({ session: 'p.session', family: 'p.family', userId: 'p.user_id' })}`,
    signIns(members),
  )
  return new Set(rows.map(({ place }) => place))
}

const signIns = (of: (SignIn & { userId: string })[]) => [
  of.map(({ session }) => session),
  of.map(({ family }) => family),
  of.map(({ userId }) => userId),
]

/** The other one of an open conversation; null where there is none, or the sign-in has ended. */
export async function findPartner(
  sql: Sql,
  { session, family, userId }: SignIn & { userId: string },
  conversationId: string,
): Promise<string | null> {
  const rows = await sql<{ id: string }>(
    'conversations-partner',
    `SELECT CASE WHEN c.requester_id = $3::uuid THEN c.target_id ELSE c.requester_id END AS id
     FROM connections c JOIN users u ON u.id = $3::uuid AND u.is_active AND u.is_verified
     WHERE c.id = $4::uuid AND c.status = 'accepted' AND $3::uuid IN (c.requester_id, c.target_id)
       AND NOT are_blocked(c.requester_id, c.target_id)
       AND ${signInHolds({ session: '$1::text', family: '$2::uuid', userId: '$3::uuid' })}`,
    [session, family, userId, conversationId],
  )
  return rows[0]?.id ?? null
}
