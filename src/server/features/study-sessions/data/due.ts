import type { Db } from '#platform/database/open.ts'

export interface Reminder {
  sessionId: string
  userId: string
  wantsMail: boolean
  email: string
  firstName: string
  partner: string
  course: string
  conversationId: string
  startsAt: Date
  place: string | null
  timeZone: string
}

/** Sessions that begin within the hour, each once, for both. */
export function takeReminders(db: Db): Promise<Reminder[]> {
  return db.$queryRaw<Reminder[]>`
    WITH due AS (
      UPDATE study_sessions SET reminded_at = now()
      WHERE id IN (
        SELECT id FROM study_sessions
        WHERE status = 'accepted' AND reminded_at IS NULL
          AND starts_at > now() AND starts_at <= now() + interval '1 hour'
        LIMIT 200 FOR UPDATE SKIP LOCKED
      ) RETURNING id, connection_id, starts_at, place
    )
    SELECT due.id AS "sessionId", u.id AS "userId",
           NOT EXISTS (SELECT FROM notification_settings s
                       WHERE s.user_id = u.id AND 'session' = ANY (s.not_mailed)) AS "wantsMail",
           u.email, u.first_name AS "firstName", p.first_name AS partner, k.code AS course, c.id AS "conversationId",
           due.starts_at AS "startsAt", due.place, un.time_zone AS "timeZone"
    FROM due JOIN connections c ON c.id = due.connection_id
    JOIN courses k ON k.id = c.course_id
    JOIN users u ON u.id IN (c.requester_id, c.target_id) AND u.is_active
    JOIN users p ON p.id IN (c.requester_id, c.target_id) AND p.id <> u.id
    JOIN universities un ON un.name = u.university`
}

/** Proposals that nobody answered before they would have begun. @returns how many */
export function lapseProposals(db: Db): Promise<number> {
  return db.$executeRaw`
    UPDATE study_sessions SET status = 'lapsed', responded_at = now()
    WHERE status = 'proposed' AND starts_at < now()`
}
