import type { z } from 'zod'
import type {
  adviseMatches as adviseContract,
  listMatches as contract,
  MatchAdvice,
  MatchList,
} from '#contract/matching.ts'
import type { VerifiedStudent } from '#platform/http/principal.ts'
import { inCourse, listCourse } from './course-list.ts'
import { advise } from './engine/advice.ts'
import type { Matching } from './matching.ts'
import { cutAtPlace, readPlace } from './place.ts'
import { noticeOf, presentConnection, presentScore, presentWindow } from './present.ts'

export { listAllMatches } from './all-courses.ts'

type Query = z.output<NonNullable<typeof contract.query>>
type Filters = z.output<NonNullable<typeof adviseContract.query>>

/**
 * A page of the student's course-mates, best first, with the reason where it is empty or lacks shared hours.
 * @throws ProblemError not-found, course-inactive, not-enrolled, not-verified
 */
export async function listMatches(
  matching: Matching,
  student: VerifiedStudent,
  courseId: string,
  { cursor, limit, sort, ...filters }: Query,
): Promise<MatchList> {
  const after = readPlace(sort, cursor)
  const { list, proof } = await listCourse(matching, student, courseId, {
    sort,
    filters,
    after,
    limit: limit + 1,
  })
  const { items, nextCursor } = cutAtPlace(list.rows, limit, sort)
  const details = new Map(proof.mates.map((mate) => [mate.id, mate]))
  return {
    items: items.flatMap((mate) => {
      const about = details.get(mate.id)
      if (!about) return []
      return {
        ...presentScore(mate, about, list.asker, list.bestUnits),
        ...presentConnection(about, courseId, student.id),
        mutual: sort === 'mutual' ? mate.key : null,
      }
    }),
    nextCursor,
    total: list.total,
    mates: list.mates,
    notice: noticeOf(list, 'alone-in-course'),
  }
}

/**
 * Why the list is short and which hours would bring more.
 * @throws ProblemError not-found, course-inactive, not-enrolled, not-verified
 */
export async function adviseMatches(
  matching: Matching,
  student: VerifiedStudent,
  courseId: string,
  filters: Filters,
): Promise<MatchAdvice> {
  const { picked } = await inCourse(matching, student, courseId, (roster, me) =>
    me < 0 ? null : { ...advise(roster, me, filters), ids: [] },
  )
  const { sharedHours, location, style, pace, day } = picked.without
  return {
    mates: crowd(picked.mates),
    fitting: crowd(picked.fitting),
    without: {
      sharedHours: crowd(sharedHours),
      location: crowd(location),
      style: crowd(style),
      pace: crowd(pace),
      day: crowd(day),
    },
    hours: picked.hours.map(({ start, students }) => ({
      ...presentWindow({ start, end: start + 60 }),
      students,
    })),
  }
}

/** Numbers that tell of one or two students are not told. */
function crowd(count: number): number | null {
  return count === 1 || count === 2 ? null : count
}
