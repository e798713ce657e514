import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { joinCourse, searchCourses } from '#contract/courses.ts'
import { type Campus, campus } from '../../../../tests/campus.ts'
import { type TestNode, type TestServer, type TestStudent, testServer } from '../../../../tests/server.ts'

let server: TestServer
let other: TestNode
let home: Campus
let reader: TestStudent
beforeAll(async () => {
  server = await testServer()
  other = await server.node()
  home = await campus(server)
  reader = await home.student()
})
afterAll(async () => {
  await other.close()
  await server.close()
})

const change = (sql: string, ...values: unknown[]) => server.database.pool.query(sql, values)
const names = async (on: { call: TestStudent['call'] } = reader) =>
  (await on.call(searchCourses, { query: { q: 'botany' } })).items.map(({ name }) => name).sort()
const misses = () => server.parts.cache.counts().courses?.misses ?? 0

test('the same search is made once for all students of the university', async () => {
  const id = await home.course({ name: 'Botany' })
  await names()
  const before = misses()
  const second = await home.student()
  await second.call(joinCourse, { params: { id } })
  const { items } = await second.call(searchCourses, { query: { q: 'botany' } })
  expect(items).toMatchObject([{ id, students: 1, isEnrolled: true }])
  expect((await reader.call(searchCourses, { query: { q: 'botany' } })).items).toMatchObject([
    { students: 1, isEnrolled: false },
  ])
  expect(misses()).toBe(before)
  await change('DELETE FROM courses WHERE id = $1', id)
})

test('after a course changes, every node finds what is there now', async () => {
  const found = async (expected: string[]) => {
    expect(await names()).toEqual(expected)
    expect(await names(other.as(reader))).toEqual(expected)
  }
  await found([])
  const id = await home.course({ name: 'Botany' })
  await found(['Botany'])
  await change("UPDATE courses SET name = 'Botany II' WHERE id = $1", id)
  await found(['Botany II'])
  const elsewhere = await campus(server)
  const moved = await elsewhere.course({ name: 'Botany III' })
  await found(['Botany II'])
  await change('UPDATE courses SET university_id = $2 WHERE id = $1', moved, home.university.id)
  await found(['Botany II', 'Botany III'])
  await change('UPDATE courses SET is_active = FALSE WHERE id = $1', moved)
  await found(['Botany II'])
  await change('DELETE FROM courses WHERE id = $1', id)
  await found([])
})

test('the term is part of what is remembered', async () => {
  const id = await home.course({ name: 'Botany', semester: 'Spring 2027' })
  expect(await names()).toEqual([])
  await change("UPDATE universities SET current_semester = 'Spring 2027' WHERE id = $1", home.university.id)
  expect(await names()).toEqual(['Botany'])
  await change("UPDATE universities SET current_semester = 'Fall 2026' WHERE id = $1", home.university.id)
  await change('DELETE FROM courses WHERE id = $1', id)
})

test('TRUNCATE renews every university', async () => {
  await home.course({ name: 'Botany', code: `B ${randomUUID().slice(0, 4)}` })
  expect(await names()).toEqual(['Botany'])
  await change('TRUNCATE courses CASCADE')
  expect(await names()).toEqual([])
})
