import type { MatchSort } from '#contract/matching.ts'
import type { Location, Pace, Style } from '#contract/profiles.ts'
import { Prisma } from '#platform/database/generated/client.ts'
import type { Db } from '#platform/database/open.ts'

export interface MatchQuery {
  userId: string
  courseId: string
  sort: MatchSort
  location?: Location | undefined
  style?: Style | undefined
  pace?: Pace | undefined
  day?: number | undefined
  after: MatchPlace | null
  limit: number
}

/** Place in the list: its sort, minutes (0 when sorted by score), score in twentieths, joined at, id. */
export type MatchPlace = [sort: MatchSort, minutes: number, units: number, createdAt: string, id: string]

export interface Mate {
  id: string
  firstName: string
  lastName: string
  pictureUrl: string | null
  createdAt: Date
  preferredLocation: Location | null
  studyStyle: Style | null
  studyPace: Pace | null
  bio: string | null
  hasBio: boolean
  windows: number
  minutes: number
  /** Minutes of the day, in week order. */
  shared: { day: number; start: number; end: number }[]
  /** Preference points in halves: 0, 1 or 2 each. */
  location: number
  style: number
  pace: number
  /** Score in twentieths. */
  units: number
  requesterId: string | null
  status: string | null
  connectionId: string | null
}

export interface MatchPage {
  mates: number
  total: number
  bestUnits: number
  hasHours: boolean
  rows: Mate[]
}

/**
 * The specification's matching query (section "Query Optimization"), settled as docs/decisions says:
 * integers in twentieths instead of decimals, unknown preferences worth nothing, ties by id, the shared
 * windows instead of the mate's slots, and one open connection a pair.
 */
export async function findMatches(db: Db, query: MatchQuery): Promise<MatchPage> {
  const { userId, courseId, sort } = query
  const rows = await db.$queryRaw<(Omit<MatchPage, 'rows'> & { mate: boolean } & Mate)[]>`
    WITH mine AS MATERIALIZED (
      SELECT day_of_week, start_time, end_time FROM availability WHERE user_id = ${userId}::uuid
    ), scored AS (
      SELECT u.id, u.first_name, u.last_name, u.profile_image_url, u.created_at,
             p.preferred_location, p.study_style, p.study_pace, p.bio,
             s.windows, s.minutes, s.days, v.*,
             8 * s.windows + 3 * (v.location + v.style + v.pace) + CASE WHEN v.has_bio THEN 4 ELSE 0 END
               + CASE WHEN u.profile_image_url IS NOT NULL THEN 2 ELSE 0 END AS units
      FROM user_courses e
      JOIN users u ON u.id = e.user_id
      LEFT JOIN user_profiles p ON p.user_id = u.id
      LEFT JOIN user_profiles me ON me.user_id = ${userId}::uuid
      CROSS JOIN LATERAL (
        SELECT ${points('preferred_location', 'any')} AS location,
               ${points('study_style', 'mixed')} AS style,
               CASE abs(array_position(ARRAY['slow', 'moderate', 'fast'], p.study_pace::text)
                      - array_position(ARRAY['slow', 'moderate', 'fast'], me.study_pace::text))
                 WHEN 0 THEN 2 WHEN 1 THEN 1 ELSE 0 END AS pace,
               COALESCE(p.bio ~ '\\S', FALSE) AS has_bio
      ) v
      CROSS JOIN LATERAL (
        SELECT count(*)::int AS windows, COALESCE(extract(epoch FROM sum(w.ends - w.begins)) / 60, 0)::int AS minutes,
               array_agg(w.day) AS days
        FROM ${sharedWindows(Prisma.sql`u.id`)}
      ) s
      WHERE e.course_id = ${courseId}::uuid AND e.is_active AND e.user_id <> ${userId}::uuid
        AND u.is_active AND u.is_verified
    ), fitting AS (
      SELECT * FROM scored WHERE TRUE
        ${query.location ? Prisma.sql`AND preferred_location IN (${query.location}, 'any')` : Prisma.empty}
        ${query.style ? Prisma.sql`AND study_style IN (${query.style}, 'mixed')` : Prisma.empty}
        ${query.pace ? Prisma.sql`AND study_pace = ${query.pace}` : Prisma.empty}
        ${query.day === undefined ? Prisma.empty : Prisma.sql`AND ${query.day}::int = ANY (days)`}
    ), page AS (
      SELECT f.*, CASE WHEN ${sort} = 'shared_time' THEN minutes ELSE 0 END AS first_key FROM fitting f
      ${query.after ? place(query.after) : Prisma.empty}
      ORDER BY first_key DESC, units DESC, created_at, id
      LIMIT ${query.limit}
    )
    SELECT (SELECT count(*)::int FROM scored) AS mates,
           (SELECT count(*)::int FROM fitting) AS total,
           COALESCE((SELECT max(units)::int FROM scored), 0) AS "bestUnits",
           EXISTS (SELECT 1 FROM mine) AS "hasHours",
           p.id IS NOT NULL AS mate,
           p.id, p.first_name AS "firstName", p.last_name AS "lastName", p.profile_image_url AS "pictureUrl",
           p.created_at AS "createdAt", p.preferred_location AS "preferredLocation", p.study_style AS "studyStyle",
           p.study_pace AS "studyPace", p.bio, p.has_bio AS "hasBio", p.windows, p.minutes,
           p.location, p.style, p.pace, p.units, s.shared,
           c.requester_id AS "requesterId", c.status, c.id AS "connectionId"
    FROM (SELECT 1) one
    LEFT JOIN page p ON TRUE
    LEFT JOIN connections c ON c.course_id = ${courseId}::uuid AND c.status IN ('pending', 'accepted')
      AND LEAST(c.requester_id, c.target_id) = LEAST(p.id, ${userId}::uuid)
      AND GREATEST(c.requester_id, c.target_id) = GREATEST(p.id, ${userId}::uuid)
    CROSS JOIN LATERAL (
      SELECT COALESCE(json_agg(json_build_object(
               'day', w.day,
               'start', (extract(epoch FROM w.begins) / 60)::int,
               'end', (extract(epoch FROM w.ends) / 60)::int) ORDER BY w.day, w.begins), '[]') AS shared
      FROM ${sharedWindows(Prisma.sql`p.id`)}
    ) s
    ORDER BY p.first_key DESC, p.units DESC, p.created_at, p.id`
  const [first] = rows
  if (!first) throw new Error('the matching query always has a row')
  const { mates, total, bestUnits, hasHours } = first
  return { mates, total, bestUnits, hasHours, rows: rows.filter((row) => row.mate) }
}

/**
 * Hours that both have free, one row a window. Meant for a lateral join: a mate's slots are then found by index,
 * where a plain join may read the whole campus's.
 */
function sharedWindows(mateId: Prisma.Sql): Prisma.Sql {
  return Prisma.sql`(
    SELECT mine.day_of_week AS day, greatest(theirs.start_time, mine.start_time) AS begins,
           least(theirs.end_time, mine.end_time) AS ends
    FROM mine
    JOIN availability theirs ON theirs.user_id = ${mateId} AND theirs.day_of_week = mine.day_of_week
      AND theirs.start_time < mine.end_time AND theirs.end_time > mine.start_time
  ) w`
}

/** Half points for a preference: 2 if equal, 1 if either takes anything, 0 if they differ or one is unknown. */
function points(column: 'preferred_location' | 'study_style', anything: string): Prisma.Sql {
  const [theirs, mine] = [Prisma.raw(`p.${column}`), Prisma.raw(`me.${column}`)]
  return Prisma.sql`CASE WHEN ${theirs} = ${mine} THEN 2
    WHEN (${theirs} = ${anything} OR ${mine} = ${anything}) AND ${theirs} IS NOT NULL AND ${mine} IS NOT NULL THEN 1
    ELSE 0 END`
}

function place([sort, minutes, units, createdAt, id]: MatchPlace): Prisma.Sql {
  const key = sort === 'shared_time' ? Prisma.sql`-minutes` : Prisma.sql`0`
  return Prisma.sql`WHERE (${key}, -units, created_at, id)
    > (${-minutes}::int, ${-units}::int, ${createdAt}::timestamptz, ${id}::uuid)`
}
