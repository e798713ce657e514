import { readFile } from 'node:fs/promises'
import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { listMatches, type Match, type MatchList, type MatchSort } from '#contract/matching.ts'
import { type Campus, campus } from '../../../../tests/campus.ts'
import { type TestServer, testServer } from '../../../../tests/server.ts'
import { minutesOf } from '../availability/week.ts'
import { type Classmate, classmate, sharedMinutes, writeClass } from './class.fixture.ts'

let server: TestServer
let home: Campus
let oracle: string

beforeAll(async () => {
  server = await testServer()
  home = await campus(server)
  oracle = await readFile(new URL('oracle.sql', import.meta.url), 'utf8')
})
afterAll(() => server.close())

interface OracleRow {
  id: string
  availability_score: number
  preference_score: number
  compatibility_score: number
  connection_status: string
}

const asker = classmate.map(
  (one): Classmate => ({
    ...one,
    active: true,
    verified: true,
    enrolment: 'active',
  }),
)

test('ids, order, scores, statuses and shared minutes are those of the specification’s query', async () => {
  await fc.assert(
    fc.asyncProperty(
      asker,
      fc.array(classmate, { maxLength: 40, size: 'max' }),
      fc.integer({ min: 1, max: 12 }),
      async (first, others, limit) => {
        const { pool } = server.database
        const course = await home.course()
        const people = [first, ...others]
        const ids = await writeClass(pool, home.university.name, course, await home.course(), people)
        const pages = await readAll(ids[0] ?? '', course, limit)
        const { rows } = await pool.query<OracleRow>(oracle, [ids[0], course, 1000])

        expect(
          pages.map(({ student, parts, score, status }) => ({
            id: student.id,
            availability_score: parts.windows,
            preference_score: parts.preference,
            compatibility_score: score,
            connection_status: status,
          })),
        ).toEqual(rows)
        for (const match of pages) {
          const mate = people[ids.indexOf(match.student.id)] ?? first
          expect(match.parts).toMatchObject(partsOf(first, mate))
          expect(minutesOfWindows(match)).toEqual(
            [...sharedMinutes(first.week, mate.week)].sort((a, b) => a - b),
          )
          expect(match.sharedMinutes).toBe(minutesOfWindows(match).length)
          expect(match.sharedWindows).toHaveLength(match.parts.windows)
          expect(match.strength).toBeCloseTo(pages[0]?.score ? match.score / pages[0].score : 0, 12)
        }
        expect(await readAll(ids[0] ?? '', course, limit, 'shared_time')).toEqual(
          pages.toSorted((a, b) => b.sharedMinutes - a.sharedMinutes),
        )
      },
    ),
    { numRuns: 80 },
  )
})

/** All pages of the list, each as long as `limit`. */
async function readAll(id: string, course: string, limit: number, sort?: MatchSort): Promise<Match[]> {
  const student = await server.signedIn(id, '')
  const items: Match[] = []
  let cursor: string | undefined
  do {
    const page: MatchList = await student.call(listMatches, {
      params: { id: course },
      query: { limit, ...(sort && { sort }), ...(cursor && { cursor }) },
    })
    items.push(...page.items)
    cursor = page.nextCursor ?? undefined
    expect(page.items.length).toBe(cursor ? limit : page.items.length)
  } while (cursor)
  return items
}

/** What the query adds up, told one by one. */
function partsOf({ profile: mine }: Classmate, { profile, picture }: Classmate) {
  const points = (a: string | null = null, b: string | null = null, anything: string) => {
    if (a === null || b === null) return 0
    if (a === b) return 1
    return a === anything || b === anything ? 0.5 : 0
  }
  return {
    location: points(mine?.preferred_location, profile?.preferred_location, 'any'),
    style: points(mine?.study_style, profile?.study_style, 'mixed'),
    pace: points(mine?.study_pace, profile?.study_pace, 'moderate'), // one step from either of the two others
    hasBio: (profile?.bio ?? '').trim() !== '',
    hasPicture: picture,
  }
}

/** In the order in which the answer lists them, which is to be the week's. */
function minutesOfWindows({ sharedWindows }: Match): number[] {
  return sharedWindows.flatMap(({ day, start, end }) =>
    Array.from({ length: minutesOf(end) - minutesOf(start) }, (_, i) => day * 1440 + minutesOf(start) + i),
  )
}
