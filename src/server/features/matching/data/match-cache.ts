import type { Store } from '#platform/cache/store.ts'
import type { Sql } from '#platform/database/sql.ts'

/** The table match_cache as a store of the keys `matches:{userId}:{courseId}`; a job deletes what has expired. */
export function matchCacheStore(sql: Sql): Store {
  const idsOf = (key: string) => key.split(':').slice(1)
  return {
    name: 'database',
    async get(key) {
      const rows = await sql<{ text: string }>(
        'match-cache-read',
        `SELECT match_results::text AS text FROM match_cache
         WHERE user_id = $1 AND course_id = $2 AND expires_at > now()`,
        idsOf(key),
      )
      return rows[0]?.text ?? null
    },
    async set(key, text, milliseconds) {
      await sql(
        'match-cache-write',
        `INSERT INTO match_cache (user_id, course_id, match_results, expires_at)
         SELECT u.id, c.id, $3, now() + $4 * interval '1 millisecond' FROM users u, courses c
         WHERE u.id = $1 AND c.id = $2
         ON CONFLICT (user_id, course_id) DO UPDATE
         SET match_results = EXCLUDED.match_results, calculated_at = now(), expires_at = EXCLUDED.expires_at`,
        [...idsOf(key), text, milliseconds],
      )
    },
  }
}
