import { afterAll, beforeAll, expect, test } from 'vitest'
import { acceptConnection, requestConnection } from '#contract/connections.ts'
import { joinCourse, leaveCourse } from '#contract/courses.ts'
import { listAllMatches, listMatches } from '#contract/matching.ts'
import { putProfile } from '#contract/profiles.ts'
import { type Campus, campus } from '../../../../tests/campus.ts'
import { type TestNode, type TestServer, type TestStudent, testServer } from '../../../../tests/server.ts'

let server: TestServer
let bySql: TestNode
let home: Campus
let asker: TestStudent
const courses: Record<string, string> = {}
const people: Record<string, TestStudent> = {}
const idsOf = (names: string[]) => names.map((name) => courses[name] ?? '')

beforeAll(async () => {
  server = await testServer()
  bySql = await server.node({ matching: 'sql' })
  home = await campus(server)
  for (const [name, code, section] of [
    ['math', 'MATH 10', '001'],
    ['art', 'ART 5', '002'],
    ['art too', 'ART 5', '001'],
    ['over', 'BIO 7', '001'],
    ['other', 'CS 1', '001'],
  ] as const)
    courses[name] = await home.course({ code, section, name, isActive: name !== 'over' })
  asker = await home.student({
    courses: idsOf(['math', 'art', 'art too', 'over']),
    week: [
      [1, '09:00', '12:00'],
      [3, '14:00', '18:00'],
    ],
  })
  const monday = [1, '09:30', '10:00'] as [number, string, string]
  const wednesday = [3, '12:00', '17:00'] as [number, string, string]
  for (const [firstName, names, week] of [
    ['Mathonly', ['math'], [wednesday]], // joined first, but shares one course
    ['Three', ['math', 'art', 'art too', 'over'], [monday]],
    ['Two', ['art', 'art too'], [wednesday]],
    ['Often', ['art'], [monday, wednesday]],
    ['Never', ['math', 'other'], []],
    ['Over', ['over'], [monday]],
    ['Stranger', ['other'], [monday]],
  ] as const)
    people[firstName] = await home.student({ firstName, courses: idsOf([...names]), week: [...week] })
  await people.Never?.call(putProfile, {
    body: { preferredLocation: 'cafe', studyStyle: null, studyPace: null, bio: null },
  })
  await home.student({ courses: idsOf(['math']), verified: false })
  await home.student({ courses: idsOf(['math']), active: false })
})
afterAll(async () => {
  await bySql.close()
  await server.close()
})

/** The same on every node. */
async function find(query: object = {}, who = asker) {
  const list = await who.call(listAllMatches, { query })
  expect(await bySql.as(who).call(listAllMatches, { query })).toEqual(list)
  return { ...list, names: list.items.map(({ student }) => student.firstName) }
}
const of = async (name: string) => (await find()).items.find(({ student }) => student.firstName === name)

test('one row a person: score or shared time, then courses in common, then who joined first', async () => {
  const byScore = await find()
  expect(byScore.names).toEqual(['Often', 'Three', 'Two', 'Mathonly', 'Never'])
  expect(byScore).toMatchObject({ total: 5, mates: 5, notice: null, nextCursor: null })
  expect(byScore.items.map(({ score, strength }) => [score, strength])).toEqual([
    [0.8, 1],
    [0.4, 0.5],
    [0.4, 0.5],
    [0.4, 0.5],
    [0, 0],
  ])
  const byTime = await find({ sort: 'shared' })
  expect(byTime.names).toEqual(['Often', 'Two', 'Mathonly', 'Three', 'Never'])
  expect(byTime.items.map(({ sharedMinutes }) => sharedMinutes)).toEqual([210, 180, 180, 30, 0])
})

test('a person’s courses are the running ones that both are in, in order of code and section', async () => {
  expect((await of('Three'))?.courses).toEqual([
    {
      id: courses['art too'],
      code: 'ART 5',
      section: '001',
      name: 'art too',
      status: 'none',
      connectionId: null,
    },
    { id: courses.art, code: 'ART 5', section: '002', name: 'art', status: 'none', connectionId: null },
    { id: courses.math, code: 'MATH 10', section: '001', name: 'math', status: 'none', connectionId: null },
  ])
  expect((await of('Never'))?.courses.map(({ code }) => code)).toEqual(['MATH 10'])
})

test('each course has its own connection', async () => {
  const three = people.Three as TestStudent
  const ask = (from: TestStudent, to: TestStudent, name: string) =>
    from.call(requestConnection, { body: { targetId: to.id, courseId: courses[name] ?? '' } })
  const accepted = await ask(asker, three, 'math')
  await three.call(acceptConnection, { params: { id: accepted.id } })
  const sent = await ask(asker, three, 'art')
  const received = await ask(three, asker, 'art too')
  await ask(three, people.Mathonly as TestStudent, 'math')
  expect(
    (await of('Three'))?.courses.map(({ name, status, connectionId }) => [name, status, connectionId]),
  ).toEqual([
    ['art too', 'pending_received', received.id],
    ['art', 'pending_sent', sent.id],
    ['math', 'connected', accepted.id],
  ])
  expect((await of('Mathonly'))?.courses).toMatchObject([{ status: 'none' }])
})

test.each([
  [{ location: 'cafe' }, ['Never']],
  [{ day: 1 }, ['Often', 'Three']],
  [{ day: 3, sort: 'shared' }, ['Often', 'Two', 'Mathonly']],
])('the filter %o leaves %o', async (query, names) => {
  expect(await find(query)).toMatchObject({ names, total: names.length, mates: 5 })
})

test.each(['compatibility', 'shared'])('pages of %s together are the whole list', async (sort) => {
  for (const limit of [1, 2, 5]) {
    const names: string[] = []
    let cursor: string | null = null
    do {
      const page: Awaited<ReturnType<typeof find>> = await find({ sort, limit, ...(cursor && { cursor }) })
      names.push(...page.names)
      cursor = page.nextCursor
      expect(page.names.length).toBeLessThanOrEqual(limit)
    } while (cursor)
    expect(names).toEqual((await find({ sort })).names)
  }
})

test('a cursor of another list, or of the other sort, is refused', async () => {
  const { nextCursor: ofAll } = await find({ limit: 1 })
  const course = { params: { id: courses.math ?? '' } }
  const { nextCursor: ofCourse } = await asker.call(listMatches, { ...course, query: { limit: 1 } })
  expect([typeof ofAll, typeof ofCourse]).toEqual(['string', 'string'])
  for (const response of [
    await asker.send(listAllMatches, { query: { cursor: ofCourse ?? '' } }),
    await asker.send(listAllMatches, { query: { cursor: ofAll ?? '', sort: 'shared' } }),
    await asker.send(listMatches, { ...course, query: { cursor: ofAll ?? '' } }),
  ])
    expect(response.json()).toMatchObject({ status: 400, errors: [{ field: 'querystring.cursor' }] })
})

test('says why a list is empty or lacks shared hours', async () => {
  const empty = await home.course()
  const alone = await home.student({ courses: idsOf(['over']) })
  expect(await find({}, alone)).toMatchObject({ items: [], total: 0, mates: 0, notice: 'no-courses' })
  await alone.call(joinCourse, { params: { id: empty } })
  expect(await find({}, alone)).toMatchObject({ items: [], mates: 0, notice: 'alone-in-courses' })
  await alone.call(joinCourse, { params: { id: courses.other ?? '' } })
  expect(await find({}, alone)).toMatchObject({ mates: 2, notice: 'no-availability' })
  expect(await find({ pace: 'fast' })).toMatchObject({
    items: [],
    total: 0,
    mates: 5,
    notice: 'nobody-fits-filters',
  })
})

test('a course that one of the two has left, or that has ended, counts no more', async () => {
  const codes = async (name: string) => (await of(name))?.courses.map(({ name }) => name)
  const three = people.Three as TestStudent
  await three.call(leaveCourse, { params: { id: courses.art ?? '' } })
  expect(await codes('Three')).toEqual(['art too', 'math'])
  await asker.call(leaveCourse, { params: { id: courses.math ?? '' } })
  expect(await codes('Three')).toEqual(['art too'])
  expect((await find()).names).toEqual(['Often', 'Two', 'Three'])
  await server.database.pool.query('UPDATE courses SET is_active = FALSE WHERE id = $1', [courses['art too']])
  expect((await find()).names).toEqual(['Often', 'Two'])
  await asker.call(leaveCourse, { params: { id: courses.art ?? '' } })
  expect(await find()).toMatchObject({ items: [], notice: 'no-courses' })
})
