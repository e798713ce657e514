import { expect } from 'vitest'
import { listMatches, type Match, type MatchList, type MatchSort } from '#contract/matching.ts'
import type { TestDatabase } from '../../../../tests/database.ts'
import type { Caller } from '../../../../tests/server.ts'
import { minutesOf } from '../availability/week.ts'
import type { Filters } from './engine/filters.ts'

/** A row of oracle.sql. */
export interface OracleRow {
  id: string
  availability_score: number
  preference_score: number
  compatibility_score: number
  connection_status: string
}

export const oracleRow = ({ student, parts, score, status }: Match): OracleRow => ({
  id: student.id,
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
      const { rows } = await pool.query<OracleRow>(oracle, [id, course, 1000])
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
