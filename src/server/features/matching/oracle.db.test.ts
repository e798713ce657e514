import { readFile } from 'node:fs/promises'
import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { MatchSort } from '#contract/matching.ts'
import { type Campus, campus } from '../../../../tests/campus.ts'
import { type Caller, type TestNode, type TestServer, testServer } from '../../../../tests/server.ts'
import { asker, type Classmate, classmate, partsOf, sharedMinutes, writeClass } from './class.fixture.ts'
import { filters } from './engine/filters.fixture.ts'
import type { Filters } from './engine/filters.ts'
import { mutualOf, sort } from './engine/ranking.fixture.ts'
import {
  minutesOfWindows,
  oracleRow,
  readAlike,
  readOracle,
  readPages,
  readScores,
} from './reading.fixture.ts'

// The engine and the SQL path, each a node on the same database, against the specification's own query.

let server: TestServer
let bySql: TestNode
let home: Campus
let oracle: string

beforeAll(async () => {
  server = await testServer()
  bySql = await server.node({ matching: 'sql' })
  home = await campus(server)
  oracle = await readFile(new URL('oracle.sql', import.meta.url), 'utf8')
})
afterAll(async () => {
  await bySql.close()
  await server.close()
})

/** Writes a class, and signs its first student in at both nodes. */
async function open(people: Classmate[]) {
  const { database } = server
  const course = await home.course()
  const ids = await writeClass(database.pool, home.university.name, course, await home.course(), people)
  const student = await server.signedIn(ids[0] ?? '', '')
  const nodes: Record<'engine' | 'sql', Caller> = { engine: student, sql: bySql.as(student) }
  return { course, ids, nodes }
}

const others = fc.array(classmate, { maxLength: 40, size: 'max' })
const limits = fc.integer({ min: 1, max: 12 })

test.each(['engine', 'sql'] as const)(
  'ids, order, scores, statuses and shared minutes of the %s path are those of the specification’s query',
  async (path) => {
    await fc.assert(
      fc.asyncProperty(asker, others, limits, async (first, others, limit) => {
        const people = [first, ...others]
        const { course, ids, nodes } = await open(people)
        const pages = await readPages(nodes[path], course, { limit })
        const rows = await readOracle(server.database.pool, oracle, ids[0] ?? '', course)
        const list = pages.flatMap(({ items }) => items)

        expect(list.map(oracleRow)).toEqual(rows)
        for (const { mates, total } of pages) expect([mates, total]).toEqual([rows.length, rows.length])
        for (const match of list) {
          const mate = people[ids.indexOf(match.student.id)] ?? first
          expect(match.parts).toMatchObject(partsOf(first, mate))
          expect(minutesOfWindows(match)).toEqual(
            [...sharedMinutes(first.week, mate.week)].sort((a, b) => a - b),
          )
          expect(match.sharedMinutes).toBe(minutesOfWindows(match).length)
          expect(match.sharedWindows).toHaveLength(match.parts.windows)
          expect(match.strength).toBeCloseTo(list[0]?.score ? match.score / list[0].score : 0, 12)
          expect(match.mutual).toBeNull()
        }
      }),
      { numRuns: 60 },
    )
  },
)

test('every sort and filter gives on both paths what sorting the query’s own list gives', async () => {
  await fc.assert(
    fc.asyncProperty(asker, others, limits, sort, filters, async (first, others, limit, sort, filters) => {
      // What is mutual goes by the lists of all as the asker sees the course, not by what each of the others sees.
      const people = sort === 'mutual' ? [first, ...others].map(plainlySeen) : [first, ...others]
      const { course, ids, nodes } = await open(people)
      const pages = await readAlike(Object.values(nodes), course, { limit, sort, ...filters })
      const list = pages.flatMap(({ items }) => items)
      const expected = await listNaively(people, ids, course, sort, filters)

      expect(list.map(({ student, mutual }) => ({ id: student.id, mutual }))).toEqual(expected.list)
      for (const { mates, total } of pages) expect([mates, total]).toEqual([expected.mates, list.length])
      for (const { strength, score } of list)
        expect(strength).toBeCloseTo(expected.best ? score / expected.best : 0, 12)
    }),
    { numRuns: 80 },
  )
})

const plainlySeen = (one: Classmate): Classmate => ({ ...one, isPrivate: false, isIgnored: false })

async function listNaively(
  people: Classmate[],
  ids: string[],
  course: string,
  sort: MatchSort,
  filters: Filters,
) {
  const [me, first] = [ids[0] ?? '', people[0] as Classmate]
  const listed = ids.filter((_, index) => {
    const { active, verified, enrolment } = people[index] as Classmate
    return active && verified && enrolment === 'active'
  })
  const scores = await readScores(server.database, oracle, course, listed)
  const unitsFor = (me: string, mate: string) => scores.get(me)?.get(mate) ?? Number.NaN
  const sums = new Map([...scores].map(([id, list]) => [id, [...list.values()].reduce((a, b) => a + b, 0)]))
  const mine = scores.get(me) ?? new Map<string, number>()
  const list = [...mine.keys()].flatMap((id) => {
    const mate = people[ids.indexOf(id)] as Classmate
    if (!isLeft(first, mate, filters)) return []
    const mutual = sort === 'mutual' ? mutualOf(listed.length - 1, unitsFor, me, id, sums) : null
    return { id, mutual, joined: mate.joined, minutes: sharedMinutes(first.week, mate.week).size }
  })
  // In the query's order, by score and then tie order; sorting is stable.
  if (sort === 'shared') list.sort((a, b) => b.minutes - a.minutes)
  if (sort === 'mutual')
    list.sort((a, b) => (b.mutual ?? 0) - (a.mutual ?? 0) || a.joined - b.joined || (a.id < b.id ? -1 : 1))
  return {
    list: list.map(({ id, mutual }) => ({ id, mutual })),
    mates: mine.size,
    best: Math.max(0, ...mine.values()) / 20,
  }
}

function isLeft(me: Classmate, { profile, week }: Classmate, { location, style, pace, day }: Filters) {
  const shared = () => [...sharedMinutes(me.week, week)].map((minute) => Math.floor(minute / 1440))
  const { preferred_location: place, study_style, study_pace } = profile ?? {}
  return (
    (!location || place === location || place === 'any') &&
    (!style || study_style === style || study_style === 'mixed') &&
    (!pace || study_pace === pace) &&
    (day === undefined || shared().includes(day))
  )
}
