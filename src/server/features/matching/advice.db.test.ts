import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { replaceWeek } from '#contract/availability.ts'
import { leaveCourse } from '#contract/courses.ts'
import { adviseMatches } from '#contract/matching.ts'
import { type Profile, putProfile } from '#contract/profiles.ts'
import { type Campus, campus } from '../../../../tests/campus.ts'
import { problemOf } from '../../../../tests/problem.ts'
import { type TestNode, type TestServer, type TestStudent, testServer } from '../../../../tests/server.ts'

let server: TestServer
let bySql: TestNode
let home: Campus
beforeAll(async () => {
  server = await testServer()
  bySql = await server.node({ matching: 'sql' })
  home = await campus(server)
})
afterAll(async () => {
  await bySql.close()
  await server.close()
})

type Hours = [day: number, start: string, end: string][]
const nothing: Profile = { preferredLocation: null, studyStyle: null, studyPace: null, bio: null }

const group = (course: string, size: number, week: Hours, said: Partial<Profile> = {}) =>
  Promise.all(
    Array.from({ length: size }, async () => {
      const student = await home.student({ courses: [course], week })
      await student.call(putProfile, { body: { ...nothing, ...said } })
      return student
    }),
  )

/** The same on every node. */
async function advice(who: TestStudent, course: string, query: object = {}) {
  const input = { params: { id: course }, query }
  const told = await who.call(adviseMatches, input)
  expect(await bySql.as(who).call(adviseMatches, input)).toEqual(told)
  return told
}

describe('in a course of twelve mates', () => {
  let course: string
  let asker: TestStudent
  beforeAll(async () => {
    course = await home.course()
    asker = await home.student({ courses: [course], week: [[1, '09:00', '12:00']] })
    await group(course, 4, [[2, '10:00', '12:00']], {
      preferredLocation: 'cafe',
      studyStyle: 'quiet',
      studyPace: 'slow',
    })
    await group(course, 2, [[3, '14:00', '16:00']], { preferredLocation: 'library', studyPace: 'fast' })
    await group(course, 3, [[1, '08:00', '10:00']], {
      preferredLocation: 'any',
      studyStyle: 'mixed',
      studyPace: 'moderate',
    })
    const overMidnight: Hours = [
      [0, '22:40', '24:00'],
      [1, '00:00', '01:00'],
    ]
    await group(course, 3, overMidnight, {
      preferredLocation: 'home',
      studyStyle: 'collaborative',
      studyPace: 'slow',
    })
  })

  const nobody = { sharedHours: 9, location: 0, style: 0, pace: 0, day: 0 }
  const tuesday = [
    { day: 2, start: '10:00', end: '11:00', students: 4 },
    { day: 2, start: '11:00', end: '12:00', students: 4 },
  ]
  const sunday = { day: 0, start: '23:00', end: '24:00', students: 3 }
  const monday = { day: 1, start: '00:00', end: '01:00', students: 3 }
  test.each([
    // The two who are free on Wednesday are not told of.
    [{}, 3, {}, [...tuesday, sunday, monday]],
    [{ location: 'cafe' }, 3, { location: 5 }, [...tuesday, sunday, monday]],
    [{ location: 'library' }, 3, { location: 7 }, [...tuesday, sunday, monday]],
    [{ style: 'quiet' }, 3, { style: 5 }, [...tuesday, sunday, monday]],
    [{ style: 'collaborative' }, 3, { style: 6 }, [...tuesday, sunday, monday]],
    [{ pace: 'slow' }, 0, { pace: 5 }, [...tuesday, sunday, monday]],
    [{ pace: 'fast' }, 0, { pace: 10 }, [...tuesday, sunday, monday]],
    [{ day: 1 }, 3, { day: 9 }, [monday]],
    [{ day: 2 }, 0, { day: 12 }, tuesday],
    [{ day: 1, location: 'cafe', pace: 'slow' }, 0, { day: 9, location: 5, pace: 5 }, [monday]],
  ])('the filters %o leave %i', async (query, fitting, without, hours) => {
    expect(await advice(asker, course, query)).toEqual({
      mates: 12,
      fitting,
      without: { ...nobody, ...without },
      hours,
    })
  })
})

test('one or two students are not told of, none and three are', async () => {
  const shown = [0, null, null, 3]
  for (const [size, count] of shown.entries()) {
    const course = await home.course()
    const asker = await home.student({ courses: [course], week: [[1, '09:00', '12:00']] })
    await group(course, size, [[1, '09:00', '10:00']])
    expect(await advice(asker, course)).toMatchObject({ mates: count, fitting: count })
    // None says anything, and none is free on Tuesday.
    const filters = { location: 'home', style: 'quiet', pace: 'fast', day: 2 }
    expect(await advice(asker, course, filters)).toMatchObject({
      fitting: 0,
      without: { sharedHours: 0, location: count, style: count, pace: count, day: count },
    })
    await asker.call(replaceWeek, { body: { slots: [] } })
    const { without, hours } = await advice(asker, course)
    expect(without.sharedHours).toBe(count)
    expect(hours).toEqual(size === 3 ? [{ day: 1, start: '09:00', end: '10:00', students: 3 }] : [])
  }
})

test('counts whom the list has, as they are now', async () => {
  const course = await home.course()
  const asker = await home.student({ courses: [course] })
  const mates = await group(course, 5, [[4, '09:00', '10:30']])
  await home.student({ courses: [course], verified: false, week: [[4, '09:00', '10:30']] })
  await home.student({ courses: [course], active: false, week: [[4, '09:00', '10:30']] })
  const hour = async () => (await advice(asker, course)).hours[0]
  expect(await hour()).toEqual({ day: 4, start: '09:00', end: '10:00', students: 5 })
  await mates[0]?.call(leaveCourse, { params: { id: course } })
  expect(await hour()).toMatchObject({ students: 4 })
  const slots = [{ day: 4, start: '09:30', end: '10:30' }]
  await mates[1]?.call(replaceWeek, { body: { slots } })
  expect(await hour()).toEqual({ day: 4, start: '09:30', end: '10:30', students: 4 })
  expect((await advice(asker, course)).mates).toBe(4)
})

test('tells the one who may not look why', async () => {
  const course = await home.course()
  const over = await home.course({ isActive: false })
  const stranger = await home.student({ courses: [over] })
  const told = async (id: string, on = stranger) =>
    problemOf(await on.send(adviseMatches, { params: { id } }))
  expect(await told(course)).toBe('not-enrolled')
  expect(await told(over)).toBe('course-inactive')
  const elsewhere = await (await campus(server)).student()
  expect(await told(course, elsewhere)).toBe('not-found')
  const member = await home.student({ courses: [course] })
  expect(await told(course, member)).toBe('200')
  await member.call(leaveCourse, { params: { id: course } })
  expect(await told(course, member)).toBe('not-enrolled')
})
