import { afterAll, beforeAll, expect, test } from 'vitest'
import { leaveCourse, searchCourses } from '#contract/courses.ts'
import { listMatches } from '#contract/matching.ts'
import { putProfile } from '#contract/profiles.ts'
import { type Campus, campus } from '../../../../tests/campus.ts'
import { type TestServer, type TestStudent, testServer } from '../../../../tests/server.ts'

let server: TestServer
let home: Campus
let course: string
let asker: TestStudent

const nothing = { preferredLocation: null, studyStyle: null, studyPace: null, bio: null }

beforeAll(async () => {
  server = await testServer()
  home = await campus(server)
  course = await home.course()
  const courses = [course]
  asker = await home.student({
    courses,
    week: [
      [1, '09:00', '12:00'],
      [3, '14:00', '16:00'],
    ],
  })
  const people = {
    // Two short windows against one long one: more points, less time.
    Often: {
      week: [
        [1, '09:00', '09:30'],
        [1, '10:00', '10:30'],
      ],
      profile: { studyPace: 'slow' },
    },
    Long: { week: [[3, '13:00', '16:00']], profile: { preferredLocation: 'cafe', studyStyle: 'quiet' } },
    Anywhere: { week: [[5, '09:00', '10:00']], profile: { preferredLocation: 'any', studyStyle: 'mixed' } },
    Library: { week: [], profile: { preferredLocation: 'library' } },
  } as const
  for (const [firstName, { week, profile }] of Object.entries(people)) {
    const student = await home.student({ firstName, courses, week: [...week] as [number, string, string][] })
    await student.call(putProfile, { body: { ...nothing, ...profile } })
  }
})
afterAll(() => server.close())

const find = async (query: object = {}, who = asker, id = course) => {
  const list = await who.call(listMatches, { params: { id }, query })
  return { ...list, names: list.items.map((match) => match.student.firstName) }
}

test('sorts by score, or by shared time', async () => {
  expect((await find()).names).toEqual(['Often', 'Long', 'Anywhere', 'Library'])
  expect((await find({ sort: 'shared' })).names).toEqual(['Long', 'Often', 'Anywhere', 'Library'])
})

test('shows the hours that both have and no others', async () => {
  const { items } = await find({ limit: 2 })
  expect(items[1]).toMatchObject({
    sharedWindows: [{ day: 3, start: '14:00', end: '16:00' }],
    sharedMinutes: 120,
    parts: { windows: 1 },
  })
  expect(JSON.stringify(items)).not.toContain('13:00')
})

test.each([
  [{ location: 'cafe' }, ['Long', 'Anywhere']],
  [{ location: 'any' }, ['Anywhere']],
  [{ style: 'quiet' }, ['Long', 'Anywhere']],
  [{ pace: 'slow' }, ['Often']],
  [{ day: 1 }, ['Often']],
  [{ day: 3, location: 'cafe' }, ['Long']],
])('the filter %o leaves %o', async (query, names) => {
  const found = await find(query)
  expect(found.names).toEqual(names)
  expect(found).toMatchObject({ total: names.length, mates: 4, notice: null })
})

test('strength is relative to the best of the course, whatever is filtered', async () => {
  const all = await find()
  const filtered = await find({ location: 'cafe' })
  expect(all.items[0]?.strength).toBe(1)
  expect(filtered.items[0]?.strength).toBe(all.items[1]?.strength)
})

test('pages go on where they stopped, also when a mate before has left', async () => {
  const first = await find({ limit: 2 })
  expect(first.names).toEqual(['Often', 'Long'])
  const { pool } = server.database
  const change = (active: boolean) =>
    pool.query('UPDATE users SET is_active = $2 WHERE id = $1', [first.items[0]?.student.id, active])
  await change(false)
  const second = await find({ limit: 2, cursor: first.nextCursor })
  expect(second.names).toEqual(['Anywhere', 'Library'])
  expect(second.nextCursor).toBeNull()
  await change(true)
})

test('a cursor of another list, or of the other sort, is refused', async () => {
  const { nextCursor } = await find({ limit: 1 })
  await home.course()
  const ofCourses = (await asker.call(searchCourses, { query: { limit: 1 } })).nextCursor
  expect(ofCourses).not.toBeNull()
  for (const query of [
    { cursor: ofCourses },
    { cursor: nextCursor, sort: 'shared' },
    { cursor: nextCursor, sort: 'mutual' },
    { cursor: 'nonsense' },
  ]) {
    const response = await asker.send(listMatches, { params: { id: course }, query: query as object })
    expect(response.json()).toMatchObject({ status: 400, errors: [{ field: 'querystring.cursor' }] })
  }
})

test('says why a list is empty or lacks shared hours', async () => {
  const empty = await home.course()
  const alone = await home.student({ courses: [empty, course] })
  expect(await find({}, alone, empty)).toMatchObject({ items: [], mates: 0, notice: 'alone-in-course' })
  expect(await find({}, alone)).toMatchObject({ notice: 'no-availability' })
  expect(await find({ location: 'home', pace: 'fast' })).toMatchObject({
    items: [],
    total: 0,
    notice: 'nobody-fits-filters',
  })
  await alone.call(leaveCourse, { params: { id: course } })
})

test('tells the one who may not look why', async () => {
  const other = await campus(server)
  const over = await home.course({ isActive: false })
  const stranger = await home.student()
  const unverified = await home.student({ verified: false, courses: [course] })
  const elsewhere = await other.student()
  const told = async (who: TestStudent, id = course) =>
    (await who.send(listMatches, { params: { id } })).json().type.split(':').at(-1)
  expect(await told(stranger)).toBe('not-enrolled')
  expect(await told(unverified)).toBe('not-verified')
  expect(await told(elsewhere)).toBe('not-found')
  expect(await told(stranger, over)).toBe('course-inactive')
})

test('the unverified, the deactivated and those who left are in no list', async () => {
  const before = (await find()).mates
  await home.student({ verified: false, courses: [course] })
  await home.student({ active: false, courses: [course] })
  const left = await home.student({ courses: [course] })
  await left.call(leaveCourse, { params: { id: course } })
  expect((await find()).mates).toBe(before)
})

test('in the order that is fair to both, each mate has what the two are to each other', async () => {
  const three = await home.course()
  const student = (firstName: string, ...week: [number, string, string][]) =>
    home.student({ firstName, courses: [three], week })
  const ada = await student('Ada', [1, '09:00', '12:00'], [2, '09:00', '10:00'])
  const ben = await student('Ben', [1, '09:00', '10:00'], [4, '09:00', '12:00'])
  await student('Cleo', [1, '11:00', '12:00'], [2, '09:00', '10:00'], [4, '11:00', '12:00'])
  const told = async (who: TestStudent, query: object) =>
    (await find(query, who, three)).items.map(({ student, mutual }) => [student.firstName, mutual])
  // Shared windows: Ada and Ben 1, Ada and Cleo 2, Ben and Cleo 1. Averages: Ada 1.5, Ben 1, Cleo 1.5.
  // Ben is 1 ÷ 1.5 to Ada and she 1 ÷ 1 to him; Cleo is 2 ÷ 1.5 to Ada, and she as much to Cleo.
  expect(await told(ada, { sort: 'mutual' })).toEqual([
    ['Cleo', 4 / 3],
    ['Ben', 4 / 5],
  ])
  expect(await told(ben, { sort: 'mutual' })).toEqual([
    ['Ada', 4 / 5],
    ['Cleo', 4 / 5],
  ])
  expect(await told(ada, { sort: 'compatibility' })).toEqual([
    ['Cleo', null],
    ['Ben', null],
  ])
  const { nextCursor } = await find({ sort: 'mutual', limit: 1 }, ben, three)
  expect((await find({ sort: 'mutual', cursor: nextCursor }, ben, three)).names).toEqual(['Cleo'])
})

test('mates who bring nothing are nothing to each other, and in no order but that of joining', async () => {
  const silent = await home.course()
  const me = await home.student({ courses: [silent] })
  for (const firstName of ['Ada', 'Ben']) await home.student({ firstName, courses: [silent] })
  const { items, names } = await find({ sort: 'mutual' }, me, silent)
  expect(names).toEqual(['Ada', 'Ben'])
  expect(items).toMatchObject([
    { mutual: 0, strength: 0, score: 0 },
    { mutual: 0, strength: 0, score: 0 },
  ])
})
