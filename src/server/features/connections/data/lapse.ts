import type { Db } from '#platform/database/open.ts'

/** Days after which whoever was asked is reminded, and after which a request lapses. */
export const nudgeAfter = 4
export const lapseAfter = 7

/** Rows of one statement, so that none holds many for long. */
const batch = 200

export interface Nudge {
  email: string
  firstName: string
  /** Who asked, and for which course. */
  askedBy: string
  course: string
}

/**
 * Notes that these requests are reminded of, each once. One that is older than a day past its time (the service was
 * away) is left alone.
 */
export function takeNudges(db: Db): Promise<Nudge[]> {
  return db.$queryRaw<Nudge[]>`
    WITH nudged AS (
      UPDATE connections SET nudged_at = now() WHERE id IN (
        SELECT id FROM connections
        WHERE status = 'pending' AND nudged_at IS NULL
          AND requested_at < now() - make_interval(days => ${nudgeAfter}::int)
          AND requested_at > now() - make_interval(days => ${nudgeAfter + 1}::int)
          AND NOT EXISTS (SELECT FROM ignores WHERE user_id = target_id AND ignored_id = requester_id)
        LIMIT ${batch} FOR UPDATE SKIP LOCKED
      ) RETURNING requester_id, target_id, course_id
    )
    SELECT t.email, t.first_name AS "firstName", r.first_name AS "askedBy", c.code AS course
    FROM nudged n
    JOIN users t ON t.id = n.target_id AND t.is_active AND t.is_verified
      AND NOT EXISTS (SELECT FROM notification_settings s WHERE s.user_id = t.id AND 'request' = ANY (s.not_mailed))
    JOIN users r ON r.id = n.requester_id AND r.is_active
    JOIN courses c ON c.id = n.course_id AND c.is_active`
}

/** Ends requests that nobody answered in time. @returns how many; as many as a batch has where there may be more */
export async function lapseRequests(db: Db): Promise<{ lapsed: number; isMore: boolean }> {
  const lapsed = await db.$executeRaw`
    UPDATE connections SET status = 'cancelled', responded_at = now(), has_lapsed = TRUE WHERE id IN (
      SELECT id FROM connections
      WHERE status = 'pending' AND requested_at < now() - make_interval(days => ${lapseAfter}::int)
      LIMIT ${batch} FOR UPDATE SKIP LOCKED
    )`
  return { lapsed, isMore: lapsed === batch }
}
