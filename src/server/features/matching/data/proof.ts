import type { Sql } from '#platform/database/sql.ts'
import { type AsOf, onlyRow } from './rosters.ts'

/** What the list shows of a mate and matching does not go by; always as of the proof. */
export interface MateDetails {
  id: string
  firstName: string
  lastName: string
  pictureUrl: string | null
  bio: string | null
  /** Open requests and connections with the asker in the courses asked about. */
  connections: { id: string; courseId: string; status: 'pending' | 'accepted'; requesterId: string }[]
}

/** A student of whom a course's roster may hold something old: packed anew, or null where no longer listed in it. */
export interface Change {
  courseId: string
  userId: string
  packed: Buffer | null
}

/** How the asker sees courses otherwise than their rosters say. */
export interface Seen {
  /** Ids, in order, of whom the asker has blocked or ignores, or is blocked by. */
  hidden: string[]
  /** Listed students who are in no roster, since they show themselves only to some: the asker, and partners. */
  revealed: { courseId: string; userId: string; packed: string }[]
}

export interface Proof extends AsOf {
  /** Whether everything that changed since the snapshots given is still known. */
  isReachable: boolean
  /** What changed in the courses between the snapshots given and this one. */
  changes: Change[]
  /** All running courses that the asker is in. */
  open: { id: string; code: string; section: string; name: string }[]
  seen: Seen
  /** In the order of the ids given. */
  mates: MateDetails[]
}

/** More changes than this are not worth telling: who holds so old a roster reads it anew. */
export const mostChanges = 400

/**
 * The details of some mates and, in the same snapshot, all that a list of them may have been wrong about:
 * docs/decisions/0007 has the argument. One round trip, whatever the courses' sizes.
 */
export async function readProof(
  sql: Sql,
  askerId: string,
  courses: { courseId: string; snapshot: string }[],
  mateIds: string[],
): Promise<Proof> {
  const rows = await sql<ProofRow>('matching-proof', proof, [
    askerId,
    courses.map((course) => course.courseId),
    courses.map((course) => course.snapshot),
    mateIds,
  ])
  const { changes, ...rest } = onlyRow(rows)
  return {
    ...rest,
    changes: changes.map(({ packed, ...change }) => ({
      ...change,
      packed: packed === null ? null : Buffer.from(packed, 'hex'),
    })),
  }
}

/**
 * Fills match_horizon again after a crash of the server, which empties it; until then nothing is reachable. Where it
 * has its row there is no try to insert, which would wait for whoever is about to change that row.
 */
export async function restoreHorizon(sql: Sql): Promise<void> {
  await sql(
    'matching-horizon',
    `INSERT INTO match_horizon SELECT WHERE NOT EXISTS (SELECT FROM match_horizon) ON CONFLICT DO NOTHING`,
  )
}

/** How a student sees some courses, as the proof tells it. */
export async function readSeen(sql: Sql, userId: string, courseIds: string[]): Promise<Seen> {
  const rows = await sql<{ seen: Seen }>('matching-seen', `SELECT ${seenBy('$1', '$2')} AS seen`, [
    userId,
    courseIds,
  ])
  return onlyRow(rows).seen
}

type ProofRow = Omit<Proof, 'changes'> & { changes: (Omit<Change, 'packed'> & { packed: string | null })[] }

/** Ids, in order, of whom a student has blocked or ignores, or is blocked by, as SQL. */
export function hiddenFrom(student: string): string {
  return `(SELECT coalesce(json_agg(id ORDER BY id), '[]') FROM (
       SELECT blocked_id AS id FROM blocks WHERE blocker_id = ${student}
       UNION SELECT blocker_id FROM blocks WHERE blocked_id = ${student}
       UNION SELECT ignored_id FROM ignores WHERE user_id = ${student}
     ) b)`
}

/**
 * Who is in no roster and yet to be seen by a student, as SQL: rows of (course_id, user_id, packed). Themselves, and
 * whom they have an open request or connection with in that course.
 */
export function revealedTo(student: string): string {
  return `SELECT e.course_id, m.user_id, m.packed
    FROM (
      SELECT ${student} AS user_id, NULL::uuid AS course_id
      UNION ALL SELECT target_id, course_id FROM connections
      WHERE requester_id = ${student} AND status IN ('pending', 'accepted')
      UNION ALL SELECT requester_id, course_id FROM connections
      WHERE target_id = ${student} AND status IN ('pending', 'accepted')
    ) p
    JOIN match_profiles m ON m.user_id = p.user_id AND m.is_private AND m.is_listed
    JOIN user_courses e ON e.user_id = m.user_id AND e.is_active AND e.course_id = coalesce(p.course_id, e.course_id)`
}

/** Seen, as SQL: of the student and the courses given. */
function seenBy(student: string, courses: string): string {
  return `json_build_object('hidden', ${hiddenFrom(`${student}::uuid`)}, 'revealed', (
      SELECT coalesce(json_agg(json_build_object('courseId', course_id, 'userId', user_id,
               'packed', encode(packed, 'hex')) ORDER BY course_id, user_id), '[]')
      FROM (${revealedTo(`${student}::uuid`)}) r
      WHERE course_id = ANY((SELECT ${courses}::uuid[])::uuid[])
    ))`
}

/** Arrays are given by sub-select: a planner that saw their lengths would plan each call anew, at twice its cost. */
const proof = `
  SELECT pg_current_snapshot()::text AS snapshot, match_server() AS server,
    (SELECT coalesce(bool_and(h.xid < pg_snapshot_xmin(held.snapshot)), FALSE)
     FROM match_horizon h, unnest((SELECT $3::pg_snapshot[])) AS held(snapshot)
    ) AS "isReachable",
    (SELECT coalesce(json_agg(json_build_object('courseId', held.course_id, 'userId', l.user_id, 'packed', (
         SELECT encode(r.packed, 'hex') FROM match_rosters r
         WHERE r.course_id = held.course_id AND r.user_id = l.user_id
       ))), '[]')
     FROM unnest((SELECT $2::uuid[]), (SELECT $3::pg_snapshot[])) AS held(course_id, snapshot)
     CROSS JOIN LATERAL (
       SELECT DISTINCT c.user_id FROM match_changes c
       WHERE c.course_id = held.course_id AND c.xid >= pg_snapshot_xmin(held.snapshot)
         AND NOT pg_visible_in_snapshot(c.xid, held.snapshot)
       LIMIT ${mostChanges + 1}
     ) l
    ) AS changes,
    (SELECT coalesce(json_agg(json_build_object('id', c.id, 'code', c.code, 'section', c.section, 'name', c.name)), '[]')
     FROM user_courses e JOIN courses c ON c.id = e.course_id
     WHERE e.user_id = $1::uuid AND e.is_active AND c.is_active
    ) AS open,
    ${seenBy('$1', '$2')} AS seen,
    (SELECT coalesce(json_agg(json_build_object(
         'id', u.id, 'firstName', u.first_name, 'lastName', u.last_name, 'pictureUrl', u.profile_image_url,
         'bio', p.bio, 'connections', k.connections) ORDER BY w.place), '[]')
     FROM unnest((SELECT $4::uuid[])) WITH ORDINALITY AS w(id, place)
     JOIN users u ON u.id = w.id
     LEFT JOIN user_profiles p ON p.user_id = u.id
     CROSS JOIN LATERAL (
       SELECT coalesce(json_agg(json_build_object('id', k.id, 'courseId', k.course_id, 'status', k.status,
         'requesterId', k.requester_id)), '[]') AS connections
       FROM connections k
       WHERE k.status IN ('pending', 'accepted') AND k.course_id = ANY((SELECT $2::uuid[])::uuid[])
         AND LEAST(k.requester_id, k.target_id) = LEAST(u.id, $1::uuid)
         AND GREATEST(k.requester_id, k.target_id) = GREATEST(u.id, $1::uuid)
     ) k
    ) AS mates`
