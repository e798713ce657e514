import type { Sql } from '#platform/database/sql.ts'
import { type Filters, fitting } from '../engine/filters.ts'
import { type After, unitsSpan } from '../engine/rank.ts'
import { unitsByTraits, unitsOf } from '../engine/traits.ts'
import { type Slots, slotsOfDay } from '../engine/week.ts'
import { hiddenFrom, revealedTo } from './proof.ts'
import { type AsOf, onlyRow } from './rosters.ts'

/** What matching reads of the asker. `version` names the server and the transaction that last changed it. */
export interface Asker {
  version: string
  traits: number
  /** Start and end in turn, minutes of the week. */
  slots: number[]
  /** As Seen says it; of all their courses, and without what matching reads itself. */
  hidden: string[]
  revealed: { courseId: string; userId: string }[]
}

/** Another server, such as one that a dump was restored on, counts transactions by itself. */
const versionOf = `match_server() || ':' || version`

/** null for a student who is not listed: deactivated or unverified. */
export async function readAsker(sql: Sql, userId: string): Promise<Asker | null> {
  const rows = await sql<Omit<Asker, 'slots'> & { starts: number[]; ends: number[] }>(
    'matching-asker',
    `SELECT ${versionOf} AS version, traits, starts, ends, ${hiddenFrom('$1::uuid')} AS hidden, (
       SELECT coalesce(json_agg(json_build_object('courseId', course_id, 'userId', user_id) ORDER BY course_id, user_id), '[]')
       FROM (${revealedTo('$1::uuid')}) r
     ) AS revealed
     FROM match_profiles WHERE user_id = $1 AND is_listed`,
    [userId],
  )
  const [row] = rows
  return row
    ? {
        version: row.version,
        traits: row.traits,
        hidden: row.hidden,
        revealed: row.revealed,
        slots: row.starts.flatMap((start, i) => [start, row.ends[i] ?? 0]),
      }
    : null
}

/** Whom the asker alone sees in a course, by id. */
export function revealedIn({ revealed }: Pick<Asker, 'revealed'>, courseId: string): string[] {
  return revealed.filter((one) => one.courseId === courseId).map(({ userId }) => userId)
}

export interface SqlRanking extends AsOf {
  /** The asker's at this snapshot; another than the one given means that the ranking is of an old week. */
  version: string | null
  mates: number
  total: number
  bestUnits: number
  rows: { id: string; joined: number; key: number; units: number; traits: number; slots: number[] }[]
}

/**
 * The ranking of one course without an engine: the specification's query ("Query Optimization") over one narrow row
 * an enrolment. Overlapping pairs of slots are counted by binary search in the mate's sorted starts and ends.
 */
export async function rankInSql(
  sql: Sql,
  courseId: string,
  userId: string,
  asker: Asker,
  query: {
    sort: 'compatibility' | 'shared'
    filters: Filters
    after: After | null
    limit: number
  },
): Promise<SqlRanking> {
  const { sort, filters, after, limit } = query
  const mine = Uint16Array.from(asker.slots)
  const onDay = filters.day === undefined ? 'TRUE' : `${windowsWith(slotsOfDay(mine, filters.day))} > 0`
  const fits = fitting(filters)
  const rows = await sql<SqlRanking>(
    '', // its text is the asker's week: a plan of its own each time
    `WITH scored AS MATERIALIZED (
       SELECT m.user_id, m.joined_at,
              ${unitsOf.window} * ${windowsWith(mine)} + ($3::smallint[])[m.traits + 1] AS units,
              ($4::smallint[] IS NULL OR ($4::smallint[])[m.traits + 1] = 1) AND ${onDay} AS fits
              ${sort === 'shared' ? `, (${minutesWith(mine)}) AS minutes` : ''}
       FROM (
         SELECT user_id, joined_at, traits, starts, ends FROM match_rosters WHERE course_id = $1
         UNION ALL
         SELECT user_id, joined_at, traits, starts, ends FROM match_profiles
         WHERE user_id = ANY ($10::uuid[]) AND is_private
       ) m
       WHERE m.user_id <> $2 AND m.user_id <> ALL ($9::uuid[])
     ), page AS (
       SELECT * FROM (
         SELECT *, ${sort === 'shared' ? `minutes::bigint * ${unitsSpan} + units` : 'units'} AS key
         FROM scored WHERE fits
       ) keyed
       WHERE $5::bigint IS NULL OR (-key, joined_at, user_id) > (-$5::bigint, $6::timestamptz, $7::uuid)
       ORDER BY key DESC, joined_at, user_id
       LIMIT $8
     )
     SELECT pg_current_snapshot()::text AS snapshot, match_server() AS server,
            (SELECT ${versionOf} FROM match_profiles WHERE user_id = $2 AND is_listed) AS version,
            count(*)::int AS mates, (count(*) FILTER (WHERE fits))::int AS total,
            coalesce(max(units), 0)::int AS "bestUnits",
            (SELECT coalesce(json_agg(json_build_object(
                'id', p.user_id, 'joined', (extract(epoch FROM p.joined_at) * 1000)::bigint, 'key', p.key,
                'units', p.units, 'traits', m.traits, 'slots', (
                  SELECT coalesce(json_agg(v ORDER BY place, side), '[]')
                  FROM unnest(m.starts, m.ends) WITH ORDINALITY AS s(starts, ends, place),
                       LATERAL (VALUES (1, s.starts), (2, s.ends)) AS sides(side, v)
                )) ORDER BY p.key DESC, p.joined_at, p.user_id), '[]')
             FROM page p CROSS JOIN LATERAL (
               SELECT traits, starts, ends FROM match_rosters WHERE user_id = p.user_id AND course_id = $1
               UNION ALL
               SELECT traits, starts, ends FROM match_profiles
               WHERE user_id = p.user_id AND user_id = ANY ($10::uuid[]) AND is_private
             ) m) AS rows
     FROM scored`,
    [
      courseId,
      userId,
      [...unitsByTraits(asker.traits)],
      fits && [...fits],
      after?.key ?? null,
      after && new Date(after.joined).toISOString(),
      after?.id ?? null,
      limit,
      asker.hidden,
      revealedIn(asker, courseId),
    ],
  )
  return onlyRow(rows)
}

/** How many of the mate's slots overlap one of these, as SQL over m.starts and m.ends. The numbers are ours. */
function windowsWith(slots: Slots): string {
  const terms: string[] = []
  for (let i = 0; i < slots.length; i += 2)
    terms.push(
      `width_bucket(${(slots[i + 1] ?? 0) - 1}::smallint, m.starts) - width_bucket(${slots[i]}::smallint, m.ends)`,
    )
  return `(${terms.join(' + ') || '0'})`
}

/** Minutes that the mate shares with these slots. */
function minutesWith(slots: Slots): string {
  const rows: string[] = []
  for (let i = 0; i < slots.length; i += 2) rows.push(`(${slots[i]}, ${slots[i + 1]})`)
  if (rows.length === 0) return '0'
  return `SELECT coalesce(sum(least(theirs.ends, mine.ends) - greatest(theirs.starts, mine.starts)), 0)::int
          FROM unnest(m.starts, m.ends) AS theirs(starts, ends)
          JOIN (VALUES ${rows.join(', ')}) AS mine(starts, ends)
            ON theirs.starts < mine.ends AND theirs.ends > mine.starts`
}
