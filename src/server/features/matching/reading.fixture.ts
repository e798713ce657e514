import type pg from 'pg'
import { expect } from 'vitest'
import { listMatches, type Match, type MatchList, type MatchSort } from '#contract/matching.ts'
import type { TestDatabase } from '../../../../tests/database.ts'
import type { Caller } from '../../../../tests/server.ts'
import { minutesOf } from '../availability/week.ts'
import type { Filters } from './engine/filters.ts'

/** A row of oracle.sql, apart from the mate's slots: what is answered is the hours that both have. */
export interface OracleRow {
  id: string
  first_name: string
  last_name: string
  profile_image_url: string | null
  preferred_location: string | null
  study_style: string | null
  study_pace: string | null
  bio: string | null
  availability_score: number
  preference_score: number
  compatibility_score: number
  connection_status: string
}

/** What the specification's query answers, best first. */
export async function readOracle(
  pool: pg.Pool,
  oracle: string,
  studentId: string,
  courseId: string,
): Promise<OracleRow[]> {
  const { rows } = await pool.query<OracleRow & { common_availability: unknown }>(oracle, [
    studentId,
    courseId,
    1000,
  ])
  return rows.map(({ common_availability: _, ...row }) => row)
}

export const oracleRow = ({ student, parts, score, status, ...mate }: Match): OracleRow => ({
  id: student.id,
  first_name: student.firstName,
  last_name: student.lastName,
  profile_image_url: student.pictureUrl,
  preferred_location: mate.preferredLocation,
  study_style: mate.studyStyle,
  study_pace: mate.studyPace,
  bio: mate.bio,
  availability_score: parts.windows,
  preference_score: parts.preference,
  compatibility_score: score,
  connection_status: status,
})

interface ListQuery extends Filters {
  sort?: MatchSort
  limit?: number
}

/** All pages of a list, each as long as its limit. */
export async function readPages(who: Caller, course: string, query: ListQuery): Promise<MatchList[]> {
  const pages: MatchList[] = []
  for (let cursor: string | null | undefined; cursor !== null; ) {
    const page: MatchList = await who.call(listMatches, {
      params: { id: course },
      query: { ...query, ...(cursor && { cursor }) },
    })
    if (page.nextCursor) expect(page.items).toHaveLength(query.limit ?? 20)
    pages.push(page)
    cursor = page.nextCursor
  }
  return pages
}

/** The same list of several nodes, which answer the same to the last cursor. */
export async function readAlike(callers: Caller[], course: string, query: ListQuery): Promise<MatchList[]> {
  const [first = [], ...others] = await Promise.all(callers.map((one) => readPages(one, course, query)))
  for (const other of others) expect(other).toEqual(first)
  return first
}

/** Scores in twentieths that students of a course have on each other's lists, by the specification's query. */
export async function readScores(
  { pool }: TestDatabase,
  oracle: string,
  course: string,
  ids: readonly string[],
): Promise<Map<string, Map<string, number>>> {
  const lists = await Promise.all(
    ids.map(async (id) => {
      const rows = await readOracle(pool, oracle, id, course)
      return [id, new Map(rows.map((row) => [row.id, Math.round(20 * row.compatibility_score)]))] as const
    }),
  )
  return new Map(lists)
}

/** In the order in which the answer lists them, which is to be the week's. */
export function minutesOfWindows({ sharedWindows }: Match): number[] {
  return sharedWindows.flatMap(({ day, start, end }) =>
    Array.from({ length: minutesOf(end) - minutesOf(start) }, (_, i) => day * 1440 + minutesOf(start) + i),
  )
}
