import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { getCourse, joinCourse, leaveCourse, listMyCourses } from '#contract/courses.ts'
import { type Campus, campus } from '../../../../tests/campus.ts'
import { problemOf } from '../../../../tests/problem.ts'
import { type TestServer, testServer } from '../../../../tests/server.ts'

let server: TestServer
let home: Campus
beforeAll(async () => {
  server = await testServer()
  home = await campus(server)
})
afterAll(() => server.close())

test('a student joins, leaves and joins again', async () => {
  const params = { id: await home.course({ code: 'CS 500', name: 'Compilers' }) }
  const student = await home.student()
  expect(await student.call(getCourse, { params })).toMatchObject({ isEnrolled: false, students: 0 })
  const joined = await student.call(joinCourse, { params })
  expect(joined).toMatchObject({ code: 'CS 500', name: 'Compilers', isEnrolled: true, students: 1 })
  expect(await student.call(joinCourse, { params })).toEqual(joined)
  expect((await student.call(listMyCourses)).items).toEqual([joined])

  expect((await student.send(leaveCourse, { params })).statusCode).toBe(204)
  expect((await student.call(listMyCourses)).items).toEqual([])
  expect(await student.call(getCourse, { params })).toMatchObject({ isEnrolled: false, students: 0 })
  expect(problemOf(await student.send(leaveCourse, { params }))).toBe('not-found')
  expect(await student.call(joinCourse, { params })).toEqual(joined)
})

test('joining at once from two windows is joining once', async () => {
  const params = { id: await home.course() }
  const student = await home.student()
  const answers = await Promise.all(Array.from({ length: 6 }, () => student.send(joinCourse, { params })))
  expect(new Set(answers.map(problemOf))).toEqual(new Set(['200']))
  expect(await student.call(getCourse, { params })).toMatchObject({ students: 1 })
})

test('joining a course one is in does not make one a newcomer', async () => {
  const params = { id: await home.course() }
  const student = await home.student({ courses: [params.id] })
  const enrolledAt = async () => {
    const { rows } = await server.database.pool.query(
      'SELECT enrolled_at FROM user_courses WHERE user_id = $1',
      [student.id],
    )
    return rows[0].enrolled_at.getTime()
  }
  const before = await enrolledAt()
  await student.call(joinCourse, { params })
  expect(await enrolledAt()).toBe(before)
  await student.call(leaveCourse, { params })
  await student.call(joinCourse, { params })
  expect(await enrolledAt()).toBeGreaterThan(before)
})

test('counts those who can be found as partners', async () => {
  const id = await home.course()
  const student = await home.student({ courses: [id] })
  await home.student({ courses: [id], verified: false })
  await home.student({ courses: [id], active: false })
  const left = await home.student({ courses: [id] })
  await left.call(leaveCourse, { params: { id } })
  expect(await student.call(getCourse, { params: { id } })).toMatchObject({ students: 1, isEnrolled: true })
})

test('my courses are those I am in, the ones that go on first', async () => {
  const [over, later, sooner] = [
    await home.course({ code: 'A 1', isActive: false }),
    await home.course({ code: 'C 1' }),
    await home.course({ code: 'B 1', semester: 'Spring 2026' }),
  ]
  const student = await home.student({ courses: [over, later, sooner] })
  const { items } = await student.call(listMyCourses)
  expect(items.map(({ id }) => id)).toEqual([sooner, later, over])
  expect(items.map(({ isActive }) => isActive)).toEqual([true, true, false])
})

test('a course that is over takes nobody in, and lets go', async () => {
  const params = { id: await home.course({ isActive: false }) }
  expect(problemOf(await (await home.student()).send(joinCourse, { params }))).toBe('course-inactive')
  const member = await home.student({ courses: [params.id] })
  expect((await member.send(leaveCourse, { params })).statusCode).toBe(204)
})

test('courses of another university are not there', async () => {
  const foreign = await (await campus(server)).course()
  const student = await home.student()
  for (const id of [foreign, randomUUID()])
    for (const endpoint of [getCourse, joinCourse, leaveCourse])
      expect(problemOf(await student.send(endpoint, { params: { id } }))).toBe('not-found')
})
