import type { z } from 'zod'
import type { listAllMatches as contract, PersonMatchList } from '#contract/matching.ts'
import type { VerifiedStudent } from '#platform/http/principal.ts'
import { requireListed } from './access.ts'
import { readOpenCourses } from './data/courses.ts'
import { wordsOf } from './engine/student-id.ts'
import { rankTogether } from './engine/together.ts'
import type { Matching } from './matching.ts'
import { cutAtPlace, readPlace } from './place.ts'
import { noticeOf, presentConnection, presentScore } from './present.ts'
import { prove } from './prove.ts'

type Query = z.output<NonNullable<typeof contract.query>>

/** A page of the people of all the student's running courses, one row a person. */
export async function listAllMatches(
  matching: Matching,
  student: VerifiedStudent,
  { cursor, limit, sort, ...filters }: Query,
): Promise<PersonMatchList> {
  const order = `all-${sort}` as const
  const query = { sort, filters, after: readPlace(order, cursor), limit: limit + 1 }
  const askerId = wordsOf(student.id)
  let courseIds = await readOpenCourses(matching.database.sql, student.id)
  for (;;) {
    if (courseIds.length === 0)
      return { items: [], nextCursor: null, total: 0, mates: 0, notice: 'no-courses' }
    const { picked, proof } = await prove(matching, student.id, courseIds, (rosters) => {
      const list = rankTogether(rosters, askerId, query)
      return { list, ids: list?.rows.map(({ id }) => id) ?? [] }
    })
    const open = new Map(proof.open.map((course) => [course.id, course]))
    if (courseIds.length !== open.size || courseIds.some((id) => !open.has(id))) {
      courseIds = [...open.keys()] // joined or left one since the courses were read
      continue
    }
    const { list } = picked
    if (!list) {
      await requireListed(matching, student)
      continue
    }
    const { items, nextCursor } = cutAtPlace(list.rows, limit, order)
    const details = new Map(proof.mates.map((mate) => [mate.id, mate]))
    return {
      items: items.flatMap((mate) => {
        const about = details.get(mate.id)
        if (!about) return []
        const courses = mate.rosters.flatMap((place) => open.get(courseIds[place] ?? '') ?? [])
        return {
          ...presentScore(mate, about, list.asker, list.bestUnits),
          courses: courses
            .map((course) => ({ ...course, ...presentConnection(about, course.id, student.id) }))
            .sort((a, b) => a.code.localeCompare(b.code, 'en') || a.section.localeCompare(b.section, 'en')),
        }
      }),
      nextCursor,
      total: list.total,
      mates: list.mates,
      notice: noticeOf(list, 'alone-in-courses'),
    }
  }
}
