import type { Db } from '#platform/database/open.ts'
import type { Told } from '../words.ts'
import { isRead, stands, tables, wants } from './columns.ts'
import { grace } from './note.ts'

export interface DueRow extends Told {
  id: string
  userId: string
  /** By which it is known that nothing new has come to it meanwhile. */
  pushAt: Date
  attempts: number
}

/** After so many without any success it is left to the list and the digest. */
const mostAttempts = 5

/**
 * Takes what is to be pushed now: it is due again in two minutes, should this process not get to say what became of it.
 * In quiet hours it waits until they end. What was seen meanwhile, is not wanted, or reaches no browser is given up.
 */
export function takeDue(db: Db, limit: number): Promise<DueRow[]> {
  return db.$queryRaw<DueRow[]>`
    WITH due AS (
      SELECT n.id, p.first_name AS partner, k.code AS course,
             ${stands} AND ${wants.push} AND NOT ${isRead} AND n.push_attempts < ${mostAttempts}
               AND u.is_active AND EXISTS (
                 SELECT FROM push_subscriptions b JOIN sessions o ON o.id = b.session_id
                 WHERE o.user_id = n.user_id AND o.expires > now()) AS is_wanted,
             quiet_until(now(), s.quiet_from, s.quiet_to, un.time_zone) AS quiet
      FROM ${tables}
      JOIN courses k ON k.id = c.course_id
      JOIN users u ON u.id = n.user_id
      JOIN universities un ON un.name = u.university
      WHERE n.push_at <= now()
      ORDER BY n.push_at LIMIT ${limit} FOR UPDATE OF n SKIP LOCKED
    ), taken AS (
      UPDATE notifications n
      SET push_at = CASE WHEN due.is_wanted THEN coalesce(due.quiet, now() + interval '2 minutes') END,
          push_attempts = push_attempts + CASE WHEN due.is_wanted AND due.quiet IS NULL THEN 1 ELSE 0 END
      FROM due WHERE n.id = due.id
      RETURNING n.*, due.partner, due.course, due.is_wanted AND due.quiet IS NULL AS is_now
    )
    SELECT id, user_id AS "userId", kind, what, count, partner, course, connection_id AS "connectionId",
           push_at AS "pushAt", push_attempts AS attempts
    FROM taken WHERE is_now ORDER BY at`
}

/** Unless it is to be pushed anew since it was taken. */
export async function settle(db: Db, rows: DueRow[], hasArrived: boolean): Promise<void> {
  await db.$executeRaw`
    UPDATE notifications n
    SET pushed_at = CASE WHEN ${hasArrived} THEN now() END,
        push_at = CASE WHEN NOT ${hasArrived} THEN now() + interval '30 seconds' * 4 ^ n.push_attempts END
    FROM unnest(${rows.map(({ id }) => id)}::uuid[], ${rows.map(({ pushAt }) => pushAt)}::timestamptz[]) AS r(id, push_at)
    WHERE n.id = r.id AND n.push_at = r.push_at`
}

/** Whether there is something that is due, or too young to be noted, in the next seconds. */
export async function isMoreSoon(db: Db): Promise<boolean> {
  const rows = await db.$queryRaw<{ isMore: boolean }[]>`
    SELECT EXISTS (SELECT FROM notifications WHERE push_at < now() + make_interval(secs => ${grace + 1}::int))
        OR EXISTS (SELECT FROM messages WHERE created_at > now() - make_interval(secs => ${grace}::int)
                     AND NOT is_read AND message_type <> 'system') AS "isMore"`
  return rows[0]?.isMore ?? false
}
