import { Prisma } from '#platform/database/generated/client.ts'
import type { Db } from '#platform/database/open.ts'
import type { Told } from '../words.ts'
import { isRead, stands, tables, wants } from './columns.ts'

export interface Digest {
  userId: string
  email: string
  firstName: string
  entries: Told[]
}

/** Hours after the digest's in which one that was missed is still sent. */
const late = 4

/** What is not read, was not mailed, and has no letter of its own. */
const isDue = Prisma.sql`
  n.mailed_at IS NULL AND n.what IS DISTINCT FROM 'soon' AND ${stands} AND ${wants.mail} AND NOT ${isRead}`

/**
 * Takes students whose campus clock is at the hour and for whom there is something unread that was not mailed, and notes
 * that they were written to: whatever becomes of the letter, there is one a day at most.
 */
export function takeDigests(db: Db, hour: number, limit: number): Promise<Digest[]> {
  return db.$queryRaw<Digest[]>`
    WITH due AS (
      SELECT u.id FROM users u
      JOIN universities un ON un.name = u.university
      LEFT JOIN notification_settings s ON s.user_id = u.id
      WHERE u.is_active AND u.is_verified AND coalesce(s.has_digest, TRUE)
        AND extract(hour FROM now() AT TIME ZONE un.time_zone) BETWEEN ${hour} AND ${hour + late - 1}
        AND (s.digested_at IS NULL
          OR (s.digested_at AT TIME ZONE un.time_zone)::date < (now() AT TIME ZONE un.time_zone)::date)
        AND EXISTS (SELECT FROM notifications w WHERE w.user_id = u.id AND w.mailed_at IS NULL AND w.read_at IS NULL)
        AND EXISTS (SELECT FROM ${tables} WHERE n.user_id = u.id AND ${isDue})
      LIMIT ${limit}
    ), noted AS (
      INSERT INTO notification_settings (user_id, digested_at) SELECT id, now() FROM due
      ON CONFLICT (user_id) DO UPDATE SET digested_at = now()
      -- Looked at in the row as it is now: somebody else may just have taken it.
      WHERE notification_settings.digested_at IS NULL OR notification_settings.digested_at < now() - interval '12 hours'
      RETURNING user_id
    ), mailed AS (
      UPDATE notifications SET mailed_at = now()
      WHERE id IN (SELECT n.id FROM ${tables} WHERE n.user_id IN (SELECT user_id FROM noted) AND ${isDue})
      RETURNING id, user_id
    )
    SELECT u.id AS "userId", u.email, u.first_name AS "firstName",
           json_agg(json_build_object('kind', n.kind, 'what', n.what, 'count', n.count, 'partner', p.first_name,
                                      'course', k.code, 'connectionId', c.id) ORDER BY n.at DESC) AS entries
    FROM mailed JOIN users u ON u.id = mailed.user_id
    JOIN (${tables} JOIN courses k ON k.id = c.course_id) ON n.id = mailed.id
    GROUP BY u.id`
}
