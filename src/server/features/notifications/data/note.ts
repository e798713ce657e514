import type { Notification, NotificationKind } from '#contract/notifications.ts'
import type { Db } from '#platform/database/open.ts'

/** Seconds that a page which shows the thing has to say that it was seen, before it is told elsewhere. */
export const grace = 3

export interface News {
  /** Who is told. */
  userId: string
  kind: Exclude<NotificationKind, 'message'>
  connectionId: string
  /** With kind session. */
  sessionId?: string
  what?: NonNullable<Notification['what']>
}

/** Of the same thing there is one row: what is new of it makes it unread and newest. */
export async function note(db: Db, { userId, kind, connectionId, sessionId, what }: News): Promise<void> {
  await db.$executeRaw`
    INSERT INTO notifications (user_id, kind, what, connection_id, session_id, push_at)
    VALUES (${userId}::uuid, ${kind}, ${what ?? null}, ${connectionId}::uuid, ${sessionId ?? null}::uuid,
            now() + make_interval(secs => ${grace}::int))
    ON CONFLICT (user_id, kind, connection_id, session_id) DO UPDATE
    SET what = EXCLUDED.what, at = now(), read_at = NULL, push_at = EXCLUDED.push_at, push_attempts = 0,
        pushed_at = NULL, mailed_at = NULL`
}

/**
 * Notes messages sent after an instant that nobody has read within the grace, one row a conversation.
 * @returns who is told, and until when all messages were looked at
 */
export async function noteMessages(db: Db, since: Date): Promise<{ userIds: string[]; until: Date }> {
  const rows = await db.$queryRaw<{ userIds: string[]; until: Date }[]>`
    WITH unread AS (
      SELECT connection_id, sender_id, max(sequence) AS sequence
      FROM messages
      WHERE created_at > ${since} AND created_at < now() - make_interval(secs => ${grace}::int)
        AND is_read IS NOT TRUE -- by the time: by an index of what is unread it would be all of the campus
        AND message_type <> 'system' AND deleted_at IS NULL
      GROUP BY connection_id, sender_id
    ), noted AS (
      INSERT INTO notifications (user_id, kind, connection_id, sequence, count, push_at)
      SELECT u.id, 'message', c.id, m.sequence, all_unread.count, now()
      FROM unread m
      JOIN connections c ON c.id = m.connection_id AND NOT are_blocked(c.requester_id, c.target_id)
      JOIN users u ON u.id IN (c.requester_id, c.target_id) AND u.id <> m.sender_id AND u.is_active
      LEFT JOIN message_positions p ON p.connection_id = c.id AND p.user_id = u.id
      CROSS JOIN LATERAL (
        SELECT count(*)::int AS count FROM messages
        WHERE connection_id = c.id AND sequence > COALESCE(p.read, 0) AND sequence <= m.sequence
          AND sender_id <> u.id AND message_type <> 'system' AND deleted_at IS NULL
      ) all_unread
      WHERE NOT EXISTS (SELECT FROM notifications n WHERE n.user_id = u.id AND n.kind = 'message'
                          AND n.connection_id = c.id AND n.sequence >= m.sequence)
      ORDER BY c.id, u.id -- whoever writes the same rows takes them in the same order
      ON CONFLICT (user_id, kind, connection_id, session_id) DO UPDATE
      SET sequence = EXCLUDED.sequence, count = EXCLUDED.count, at = now(), read_at = NULL,
          push_at = EXCLUDED.push_at, push_attempts = 0, pushed_at = NULL, mailed_at = NULL
      WHERE notifications.sequence < EXCLUDED.sequence
      RETURNING user_id
    )
    SELECT coalesce(array_agg(DISTINCT user_id::text), '{}') AS "userIds", now() AS until FROM noted`
  return rows[0] ?? { userIds: [], until: since }
}
