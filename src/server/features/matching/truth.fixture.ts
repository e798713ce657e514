import type pg from 'pg'
import { listMatches, MatchList } from '#contract/matching.ts'
import { problemType } from '#contract/problem.ts'
import type { Caller } from '../../../../tests/server.ts'
import { type OracleRow, oracleRow, readOracle } from './reading.fixture.ts'

/** What a student is to be answered in a course: the specification's list, or one of these problems. */
export type Truth = { list: OracleRow[] } | { refusals: string[] }

/** The truth as the database has it now; it must not change meanwhile. */
export async function readTruth(
  pool: pg.Pool,
  oracle: string,
  studentId: string,
  courseId: string,
): Promise<Truth> {
  const { rows } = await pool.query<Record<'active' | 'verified' | 'running' | 'enrolled' | 'own', boolean>>(
    `SELECT coalesce(u.is_active, FALSE) AS active, coalesce(u.is_verified, FALSE) AS verified,
            c.is_active AS running, coalesce(e.is_active, FALSE) AS enrolled,
            coalesce(n.id = c.university_id, FALSE) AS own
     FROM courses c
     LEFT JOIN users u ON u.id = $1
     LEFT JOIN universities n ON n.name = u.university
     LEFT JOIN user_courses e ON e.user_id = u.id AND e.course_id = c.id
     WHERE c.id = $2`,
    [studentId, courseId],
  )
  const [state] = rows
  if (!state) throw new Error('there is no such course')
  const refusals = [
    !state.active && 'not-signed-in',
    !state.verified && 'not-verified',
    !state.own && 'not-found',
    !state.running && 'course-inactive',
    !state.enrolled && 'not-enrolled',
  ].flatMap((name) => (name ? problemType(name as 'not-found') : []))
  if (refusals.length > 0) return { refusals }
  return { list: await readOracle(pool, oracle, studentId, courseId) }
}

export type Answer = { list: OracleRow[]; mates: number; total: number } | { refusal: string }

const longest = 100

/** The list as one page, so that it is of one instant. */
export async function readAnswer(who: Caller, courseId: string): Promise<Answer> {
  const response = await who.send(listMatches, { params: { id: courseId }, query: { limit: longest } })
  if (response.statusCode !== 200) return { refusal: response.json().type }
  const { items, mates, total } = MatchList.parse(response.json())
  return { list: items.map(oracleRow), mates, total }
}

export function agrees(answer: Answer, truth: Truth): boolean {
  if ('refusal' in answer) return 'refusals' in truth && truth.refusals.includes(answer.refusal)
  return (
    'list' in truth &&
    answer.mates === truth.list.length &&
    answer.total === truth.list.length &&
    JSON.stringify(answer.list) === JSON.stringify(truth.list.slice(0, longest))
  )
}
