import fc from 'fast-check'
import { expect, test } from 'vitest'
import { filters, isLeft } from './filters.fixture.ts'
import {
  inTieOrder,
  minutesFor,
  rosterOf,
  type Student,
  students,
  studentsAlike,
  unitsFor,
} from './student.fixture.ts'
import { wordsOf } from './student-id.ts'
import { rankTogether, type TogetherQuery } from './together.ts'

interface Person {
  student: Student
  /** Numbers of the courses that they are in. */
  courses: number[]
}

const everyCourse: number[] = [0, 1, 2, 3]
/** The asker first, mostly in all courses as when the service asks. */
const people = fc.oneof(students(1, 30), studentsAlike(1, 30)).chain((all) =>
  fc.shuffledSubarray(all, { minLength: all.length }).chain((order) =>
    fc.tuple(
      ...order.map((student, index) =>
        fc.record({
          student: fc.constant(student),
          courses: fc.oneof(
            { weight: index === 0 ? 3 : 0, arbitrary: fc.constant(everyCourse) },
            { weight: 1, arbitrary: fc.subarray(everyCourse) },
          ),
        }),
      ),
    ),
  ),
)

const rostersOf = (all: Person[]) =>
  everyCourse.map((course) =>
    rosterOf(all.filter(({ courses }) => courses.includes(course)).map(({ student }) => student)),
  )

/** Everybody of any of the courses, sorted: slow and plain, to compare with. */
function togetherNaively(all: Person[], query: TogetherQuery) {
  const [me, ...others] = all as [Person, ...Person[]]
  const mates = others.filter(({ courses }) => courses.length > 0)
  const scored = mates.map(({ student, courses }) => ({
    student,
    courses,
    units: unitsFor(me.student, student),
    minutes: minutesFor(me.student, student),
  }))
  const left = scored.filter(({ student }) => isLeft(me.student, student, query.filters))
  left.sort(
    (a, b) =>
      (query.sort === 'shared' ? b.minutes - a.minutes : 0) ||
      b.units - a.units ||
      b.courses.length - a.courses.length ||
      inTieOrder(a.student, b.student),
  )
  return {
    mates: mates.length,
    total: left.length,
    bestUnits: Math.max(0, ...scored.map(({ units }) => units)),
    rows: left.map(({ student, units, courses }) => ({ id: student.id, units, rosters: courses })),
  }
}

const sort = fc.constantFrom('compatibility', 'shared') as fc.Arbitrary<TogetherQuery['sort']>

test('one row a person, over all courses, in the order of sorting everybody, page by page', () => {
  fc.assert(
    fc.property(people, sort, filters, fc.integer({ min: 1, max: 31 }), (all, sort, filters, limit) => {
      const [me] = all as [Person]
      const rosters = rostersOf(all)
      const query: TogetherQuery = { sort, filters, after: null, limit }
      const naive = togetherNaively(all, query)
      for (let at = 0; at === 0 || at < naive.rows.length; at += limit) {
        const list = rankTogether(rosters, wordsOf(me.student.id), query)
        if (me.courses.length === 0) {
          expect(list).toBeNull()
          return
        }
        if (!list) throw new Error('the student is in a course')
        const { rows, asker, ...counts } = list
        expect(rows.map(({ id, units, rosters }) => ({ id, units, rosters }))).toEqual(
          naive.rows.slice(at, at + limit),
        )
        expect(asker.slots).toEqual(me.student.slots)
        const { rows: _, ...naiveCounts } = naive
        expect(counts).toEqual(naiveCounts)
        query.after = rows.at(-1) ?? null
      }
    }),
    { numRuns: 300 },
  )
})

test('goes on behind a mate who has left', () => {
  fc.assert(
    fc.property(people, sort, fc.nat(), (all, sort, at) => {
      const [me] = all as [Person]
      const query: TogetherQuery = { sort, filters: {}, after: null, limit: 31 }
      const askerId = wordsOf(me.student.id)
      const { rows } = rankTogether(rostersOf(all), askerId, query) ?? { rows: [] }
      if (rows.length === 0) return
      const index = at % rows.length
      const gone = rows[index]
      const rest = rostersOf(all.filter(({ student }) => student.id !== gone?.id))
      const next = rankTogether(rest, askerId, { ...query, after: gone ?? null })
      expect(next?.rows.map(({ id }) => id)).toEqual(rows.slice(index + 1).map(({ id }) => id))
    }),
  )
})

test('however many courses two share, a better score comes first', () => {
  const said = { location: null, style: null, pace: null, hasBio: false, hasPicture: false }
  const person = (id: string, pace: 'slow' | null, hasPicture: boolean): Student => ({
    id: `${id}0000000-0000-0000-0000-000000000000`,
    joined: 0,
    said: { ...said, pace, hasPicture },
    slots: new Uint16Array(),
  })
  const me = { ...person('a', 'slow', false) }
  const everywhere = person('b', null, true) // 2 units
  const once = { ...person('c', null, false), said: { ...said, pace: 'moderate' as const } } // 3 units
  const rosters = Array.from({ length: 200 }, (_, n) =>
    rosterOf(n === 0 ? [me, everywhere, once] : [me, everywhere]),
  )
  const list = rankTogether(rosters, wordsOf(me.id), {
    sort: 'compatibility',
    filters: {},
    after: null,
    limit: 2,
  })
  expect(list?.rows.map(({ id, units }) => [id[0], units])).toEqual([
    ['c', 3],
    ['b', 2],
  ])
})
