import { afterAll, beforeAll, expect, test } from 'vitest'
import { type TestDatabase, testDatabase } from '../database.ts'
import { rowsOf } from './rows.ts'

let database: TestDatabase
beforeAll(async () => {
  database = await testDatabase()
})
afterAll(() => database.close())

test('refresh_active_enrollments() shows active enrolments of active, verified students', async () => {
  const { pool } = database
  const rows = rowsOf(pool)
  const university = await rows.university('Northfield')
  const course = await rows.course(university)
  const enrolled = async (change: string) => {
    const user = await rows.user(university)
    await pool.query('UPDATE users SET is_verified = TRUE WHERE id = $1', [user])
    await rows.insert('user_courses', { user_id: user, course_id: course })
    if (change) await pool.query(change, [user])
    return user
  }
  const student = await enrolled('')
  await enrolled('UPDATE users SET is_verified = FALSE WHERE id = $1')
  await enrolled('UPDATE users SET is_active = FALSE WHERE id = $1')
  await enrolled('UPDATE user_courses SET is_active = FALSE WHERE user_id = $1')

  const read = async () =>
    (await pool.query('SELECT user_id, course_id, course_name, university FROM mv_active_enrollments')).rows
  expect(await read()).toEqual([])
  await pool.query('SELECT refresh_active_enrollments()')
  expect(await read()).toEqual([
    { user_id: student, course_id: course, course_name: 'Algorithms', university: 'Northfield' },
  ])
  await pool.query('UPDATE courses SET is_active = FALSE WHERE id = $1', [course])
  await pool.query('SELECT refresh_active_enrollments()')
  expect(await read()).toEqual([])
})
