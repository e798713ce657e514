import { type SignIn, signInHolds } from '#features/accounts/service.ts'
import type { Sql } from '#platform/database/sql.ts'
import { type AsOf, onlyRow } from './rosters.ts'

/** A course that is watched, and the snapshot up to which its watchers know what changed. */
export interface Watched {
  courseId: string
  snapshot: string
}

export interface Look extends AsOf {
  /** Places, from 0, of what changed since the snapshot given or may have: of those whose past is not known. */
  changed: number[]
}

/** What changed in watched courses, and the snapshot that this is true of. One round trip for all of them. */
export async function lookForChanges(sql: Sql, watched: Watched[]): Promise<Look> {
  const rows = await sql<Look>('matching-look', look, [
    watched.map(({ courseId }) => courseId),
    watched.map(({ snapshot }) => snapshot),
  ])
  return onlyRow(rows)
}

// A snapshot that claims to be of the future is of a past that was undone, such as by a backup that was restored.
const look = `
  SELECT pg_current_snapshot()::text AS snapshot,
    match_server() AS server,
    ARRAY(
      SELECT held.place::int - 1
      FROM unnest($1::uuid[], $2::pg_snapshot[]) WITH ORDINALITY AS held(course_id, snapshot, place)
      WHERE pg_snapshot_xmin(held.snapshot) > pg_snapshot_xmin(pg_current_snapshot())
        OR NOT EXISTS (SELECT FROM match_horizon h WHERE h.xid < pg_snapshot_xmin(held.snapshot))
        OR EXISTS (
          SELECT FROM match_changes c
          WHERE c.course_id = held.course_id AND c.xid >= pg_snapshot_xmin(held.snapshot)
            AND NOT pg_visible_in_snapshot(c.xid, held.snapshot)
        )
    ) AS changed`

/** Who watches which course, and by which sign-in. */
export interface Watcher extends SignIn {
  userId: string
  courseId: string
}

/** Places, from 0, of those who may go on: signed in, student active and verified, course running and theirs. */
export async function findAllowed(sql: Sql, watchers: Watcher[]): Promise<Set<number>> {
  const rows = await sql<{ place: number }>(
    'matching-allowed-watchers',
    `SELECT w.place::int - 1 AS place
     FROM unnest($1::text[], $2::uuid[], $3::uuid[], $4::uuid[]) WITH ORDINALITY AS w(session, family, user_id, course_id, place)
     JOIN users u ON u.id = w.user_id AND u.is_active AND u.is_verified
     JOIN user_courses e ON e.user_id = w.user_id AND e.course_id = w.course_id AND e.is_active
     JOIN courses c ON c.id = w.course_id AND c.is_active
     WHERE ${signInHolds({ session: 'w.session', family: 'w.family', userId: 'w.user_id' })}`,
    [
      watchers.map(({ session }) => session),
      watchers.map(({ family }) => family),
      watchers.map(({ userId }) => userId),
      watchers.map(({ courseId }) => courseId),
    ],
  )
  return new Set(rows.map(({ place }) => place))
}
