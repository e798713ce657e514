import { expect } from 'vitest'
import { getCourse } from '#contract/courses.ts'
import { adviseMatches, listAllMatches, listMatches } from '#contract/matching.ts'
import type { Campus } from './campus.ts'
import type { Caller, TestStudent } from './server.ts'

const week: [number, string, string][] = [[1, '09:00', '12:00']]

/** A new course whose students all have the same morning free. */
export async function classOf(home: Campus, names: string[]) {
  const course = await home.course()
  const students: TestStudent[] = []
  for (const firstName of names) students.push(await home.student({ firstName, courses: [course], week }))
  return { course, students }
}

/** What every list and number tells somebody of a course; they must tell the same. */
export async function seenBy(who: Caller, course: string): Promise<string[]> {
  const [list, mutual, all, advice, { students }] = await Promise.all([
    who.call(listMatches, { params: { id: course } }),
    who.call(listMatches, { params: { id: course }, query: { sort: 'mutual' } }),
    who.call(listAllMatches),
    who.call(adviseMatches, { params: { id: course } }),
    who.call(getCourse, { params: { id: course } }),
  ])
  const names = ({ items }: { items: { student: { firstName: string } }[] }) =>
    items.map(({ student }) => student.firstName).sort()
  const seen = names(list)
  expect(names(mutual)).toEqual(seen)
  expect(names(all)).toEqual(seen)
  expect({ mates: list.mates, total: list.total, advised: advice.mates, others: students - 1 }).toEqual({
    mates: seen.length,
    total: seen.length,
    advised: [1, 2].includes(seen.length) ? null : seen.length, // not said of so few
    others: seen.length,
  })
  return seen
}
