import { requireEnrolled } from '#features/courses/service.ts'
import type { VerifiedStudent } from '#platform/http/principal.ts'
import { isOpen, refuse } from './access.ts'
import type { Proof } from './data/proof.ts'
import type { RankQuery } from './engine/rank.ts'
import { listFrom, type RankedList } from './engine/ranked-list.ts'
import { type Roster, rowOf } from './engine/roster.ts'
import { wordsOf } from './engine/student-id.ts'
import type { Matching } from './matching.ts'
import { prove } from './prove.ts'
import { listBySql } from './sql-list.ts'

/**
 * A page of a student's list in one course, and the details of whom it shows, all as of one snapshot.
 * @throws ProblemError not-found, course-inactive, not-enrolled, not-verified
 */
export function listCourse(
  matching: Matching,
  student: VerifiedStudent,
  courseId: string,
  query: RankQuery,
): Promise<{ list: RankedList; proof: Proof }> {
  if (matching.mode === 'sql' && query.sort !== 'mutual')
    return listBySql(matching, student, courseId, { ...query, sort: query.sort })
  const askerId = wordsOf(student.id)
  return inCourse(matching, student, courseId, (roster) => {
    const list = listFrom(roster, askerId, query)
    return list && { list, ids: list.rows.map(({ id }) => id) }
  }).then(({ picked: { list }, proof }) => ({ list, proof }))
}

/**
 * Computes something for a student from the roster of one of their courses, proven current.
 * @throws ProblemError not-found, course-inactive, not-enrolled, not-verified
 */
export async function inCourse<T extends { ids: string[] }>(
  matching: Matching,
  student: VerifiedStudent,
  courseId: string,
  pick: (roster: Roster, me: number) => T | null,
): Promise<{ picked: T; proof: Proof }> {
  // Nobody makes this process read the roster of a course that is not theirs.
  if (!matching.rosters.has(courseId)) await requireEnrolled(matching.database.prisma, student, courseId)
  const askerId = wordsOf(student.id)
  for (;;) {
    const { picked, proof } = await prove(matching, student.id, [courseId], ([roster]) => {
      const found = roster && pick(roster, rowOf(roster, askerId))
      return { found, ids: found?.ids ?? [] }
    })
    if (isOpen(proof, courseId) && picked.found) return { picked: picked.found, proof }
    await refuse(matching, student, courseId)
  }
}
