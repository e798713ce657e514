import type { SignIn } from '#features/accounts/service.ts'
import type { Sql } from '#platform/database/sql.ts'

/** Notes that students who tell have a page open, for so many milliseconds unless it is noted again. */
export async function noteHere(sql: Sql, userIds: string[], milliseconds: number): Promise<void> {
  await sql(
    'conversations-here',
    `INSERT INTO presence (user_id, here_until)
     SELECT u.id, now() + make_interval(secs => $2::int / 1000.0) FROM users u
     WHERE u.id = ANY($1::uuid[])
       AND NOT EXISTS (SELECT FROM user_profiles p WHERE p.user_id = u.id AND NOT p.tells_presence)
     ORDER BY u.id
     ON CONFLICT (user_id) DO UPDATE SET seen_at = now(), here_until = EXCLUDED.here_until`,
    [userIds, milliseconds],
  )
}

/** Notes that students have closed their last page here. */
export async function noteGone(sql: Sql, userIds: string[]): Promise<void> {
  await sql(
    'conversations-gone',
    `UPDATE presence SET seen_at = now(), here_until = now()
     WHERE user_id IN (SELECT user_id FROM presence WHERE user_id = ANY($1::uuid[]) ORDER BY user_id FOR UPDATE)`,
    [userIds],
  )
}

export interface Presence {
  /** Index of who asked. */
  place: number
  isHere: boolean
  lastSeenAt: string | null
}

/** Whether the other one of each conversation is here; nothing unless both tell, and the connection stands. */
export function listPresence(
  sql: Sql,
  asked: (SignIn & { userId: string; conversationId: string })[],
): Promise<Presence[]> {
  return sql<Presence>(
    'conversations-presence',
    `SELECT a.place::int - 1 AS place, coalesce(p.here_until > now(), FALSE) AS "isHere",
            to_char(p.seen_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') AS "lastSeenAt"
     FROM unnest($1::uuid[], $2::uuid[]) WITH ORDINALITY AS a(user_id, connection_id, place)
     JOIN connections c ON c.id = a.connection_id AND a.user_id IN (c.requester_id, c.target_id)
       AND c.status = 'accepted' AND NOT are_blocked(c.requester_id, c.target_id)
     JOIN users u ON u.id IN (c.requester_id, c.target_id) AND u.id <> a.user_id AND u.is_active
     LEFT JOIN presence p ON p.user_id = u.id
     WHERE both_tell_presence(c.requester_id, c.target_id)`,
    [asked.map(({ userId }) => userId), asked.map(({ conversationId }) => conversationId)],
  )
}
