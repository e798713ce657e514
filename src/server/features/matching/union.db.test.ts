import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { listAllMatches, type Match, type PersonMatch, type PersonMatchList } from '#contract/matching.ts'
import { type Campus, campus } from '../../../../tests/campus.ts'
import { type Caller, type TestServer, testServer } from '../../../../tests/server.ts'
import { asker, classmate, writeClass } from './class.fixture.ts'
import { filters } from './engine/filters.fixture.ts'
import type { Filters } from './engine/filters.ts'
import { readPages } from './reading.fixture.ts'

let server: TestServer
let home: Campus
beforeAll(async () => {
  server = await testServer()
  home = await campus(server)
})
afterAll(() => server.close())

type Query = Filters & { sort: 'compatibility' | 'shared' }
const query: fc.Arbitrary<Query> = fc
  .tuple(filters, fc.constantFrom('compatibility' as const, 'shared' as const))
  .map(([chosen, sort]) => ({ ...chosen, sort }))
const classmates = fc.array(fc.tuple(classmate, fc.boolean()), { maxLength: 40, size: 'max' })

test('the list of all courses is made of each course’s own list', async () => {
  await fc.assert(
    fc.asyncProperty(
      asker,
      classmates,
      query,
      fc.integer({ min: 1, max: 12 }),
      async (first, others, query, limit) => {
        const { pool } = server.database
        const courses: [string, string] = [await home.course(), await home.course()]
        const people = [first, ...others.map(([one]) => one)]
        const ids = await writeClass(pool, home.university.name, ...courses, people)
        const inBoth = ids.filter((_, index) => index === 0 || others[index - 1]?.[1])
        for (const course of courses)
          await pool.query(
            'INSERT INTO user_courses (user_id, course_id) SELECT unnest($1::uuid[]), $2 ON CONFLICT DO NOTHING',
            [inBoth, course],
          )
        const student = await server.signedIn(ids[0] ?? '', '')

        const all = await readAll(student, query, limit)
        expect(all.map(inShort)).toEqual(await unite(student, courses, query))
      },
    ),
    { numRuns: 50 },
  )
})

/** What a row says of a person, apart from what is told relative to the course. */
const inShort = ({
  student,
  score,
  sharedWindows,
  courses,
}: Pick<PersonMatch, 'student' | 'score' | 'sharedWindows' | 'courses'>) => ({
  id: student.id,
  score,
  sharedWindows,
  courses: new Map(courses.map(({ id, status, connectionId }) => [id, { status, connectionId }])),
})

async function unite(student: Caller, courses: string[], query: Query) {
  const people = new Map<string, { match: Match; courses: Map<string, object> }>()
  for (const course of courses)
    for (const { items } of await readPages(student, course, { ...query, limit: 100 }))
      for (const match of items) {
        const { status, connectionId, student } = match
        const known = people.get(student.id) ?? { match, courses: new Map() }
        known.courses.set(course, { status, connectionId })
        people.set(student.id, known)
      }
  const { rows } = await server.database.pool.query<{ id: string }>(
    'SELECT id FROM users WHERE id = ANY ($1) ORDER BY created_at, id',
    [[...people.keys()]],
  )
  return rows
    .flatMap(({ id }) => people.get(id) ?? [])
    .sort(
      ({ match: a, ...one }, { match: b, ...other }) =>
        (query.sort === 'shared' ? b.sharedMinutes - a.sharedMinutes : 0) ||
        b.score - a.score ||
        other.courses.size - one.courses.size,
    )
    .map(({ match, courses }) => ({ ...inShort({ ...match, courses: [] }), courses }))
}

async function readAll(who: Caller, query: Query, limit: number): Promise<PersonMatch[]> {
  const items: PersonMatch[] = []
  for (let cursor: string | null | undefined; cursor !== null; ) {
    const page: PersonMatchList = await who.call(listAllMatches, {
      query: { ...query, limit, ...(cursor && { cursor }) },
    })
    items.push(...page.items)
    cursor = page.nextCursor
  }
  return items
}
