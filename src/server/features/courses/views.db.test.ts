import { afterAll, beforeAll, expect, test } from 'vitest'
import { getCourse, joinCourse, leaveCourse, listMyCourses, searchCourses } from '#contract/courses.ts'
import { type Campus, campus } from '../../../../tests/campus.ts'
import { type TestServer, type TestStudent, testServer } from '../../../../tests/server.ts'
import { refreshViews } from './data/views.ts'

let server: TestServer
let home: Campus
let reader: TestStudent
beforeAll(async () => {
  server = await testServer()
  home = await campus(server)
  reader = await home.student()
})
afterAll(() => server.close())

const query = async (sql: string, values: unknown[] = []) =>
  (await server.database.pool.query(sql, values)).rows
const refresh = () => refreshViews(server.parts.database.pool, new AbortController().signal)

/** Students who are enrolled in a course all at once. */
async function enrolMany(courseId: string, count: number): Promise<void> {
  await query(
    `WITH people AS (
       INSERT INTO users (email, first_name, last_name, university, is_verified)
       SELECT gen_random_uuid() || '@' || $2, 'Ada', 'Test', $3, TRUE FROM generate_series(1, $4) RETURNING id
     ) INSERT INTO user_courses (user_id, course_id) SELECT id, $1 FROM people`,
    [courseId, home.university.domain, home.university.name, count],
  )
}

/** What one reads in each place that shows a course's size. */
async function sizes(student: TestStudent, id: string): Promise<number[]> {
  const listed = [
    ...(await student.call(searchCourses, { query: { limit: 100 } })).items,
    ...(await student.call(listMyCourses)).items,
  ].filter((course) => course.id === id)
  return [await student.call(getCourse, { params: { id } }), ...listed].map(({ students }) => students)
}

test('the size of a course below 50 students is always exact', async () => {
  const id = await home.course()
  const student = await home.student()
  await refresh()
  expect(await student.call(joinCourse, { params: { id } })).toMatchObject({ students: 1 })
  await enrolMany(id, 48)
  expect(await sizes(student, id)).toEqual([49, 49, 49])
  await refresh()
  await student.send(leaveCourse, { params: { id } })
  expect(await sizes(student, id)).toEqual([48, 48])
})

test('from 50 on it is that of the last refresh', async () => {
  const id = await home.course()
  await enrolMany(id, 50)
  expect(await sizes(reader, id)).toEqual([50, 50]) // not refreshed since: counted
  await refresh()
  await enrolMany(id, 7)
  expect(await sizes(reader, id)).toEqual([50, 50])
  await refresh()
  expect(await sizes(reader, id)).toEqual([57, 57])
})

test('those who are deactivated or not verified are not counted', async () => {
  const id = await home.course()
  for (const who of [{}, { verified: false }, { active: false }])
    await home.student({ ...who, courses: [id] })
  expect(await sizes(reader, id)).toEqual([1, 1])
})

/** Changes of what the views show, given a course and a student who is in it. */
const changes: [what: string, sql: string][] = [
  ['an enrolment', 'UPDATE user_courses SET is_active = FALSE WHERE user_id = $2 AND course_id = $1'],
  ['a deleted enrolment', 'DELETE FROM user_courses WHERE user_id = $2 AND course_id = $1'],
  ['a deactivated student', 'UPDATE users SET is_active = FALSE WHERE id = $2 AND $1::uuid IS NOT NULL'],
  ['a student unverified', 'UPDATE users SET is_verified = FALSE WHERE id = $2 AND $1::uuid IS NOT NULL'],
  ['a deleted student', 'DELETE FROM users WHERE id = $2 AND $1::uuid IS NOT NULL'],
  ['a renamed course', `UPDATE courses SET name = 'Sets' WHERE id = $1 AND $2::uuid IS NOT NULL`],
  ['a course that is over', 'UPDATE courses SET is_active = FALSE WHERE id = $1 AND $2::uuid IS NOT NULL'],
  ['a deleted course', 'DELETE FROM courses WHERE id = $1 AND $2::uuid IS NOT NULL'],
  [
    'a renamed university',
    `UPDATE universities SET name = name || ' II'
     WHERE id = (SELECT university_id FROM courses WHERE id = $1) AND $2::uuid IS NOT NULL`,
  ],
]

/** What the views hold, and what they should. */
const held = () =>
  query(
    `SELECT v.*, s.students FROM mv_active_enrollments v JOIN mv_course_sizes s USING (course_id) ORDER BY 1, 2`,
  )
const right = () =>
  query(`SELECT e.user_id, c.id AS course_id, c.name AS course_name, c.code AS course_code, c.section, c.semester,
           u.university, (count(*) OVER (PARTITION BY c.id))::int AS students
         FROM user_courses e JOIN courses c ON c.id = e.course_id JOIN users u ON u.id = e.user_id
         WHERE e.is_active AND c.is_active AND u.is_active AND u.is_verified ORDER BY 1, 2`)

test.for(changes)(
  '%s is in the views after the next refresh, which then has nothing to do',
  async ([, sql]) => {
    const place = await campus(server)
    const course = await place.course()
    await place.student({ courses: [course] })
    const { id } = await place.student({ courses: [course] })
    await refresh()
    const before = await held()
    expect(before).toEqual(await right())

    await query(sql, [course, id])
    expect(await refresh()).toBe(true)
    const after = await held()
    expect(after).not.toEqual(before)
    expect(after).toEqual(await right())
    expect(await refresh()).toBe(false)
  },
)

test('signing in, reading and editing a profile leave nothing to refresh', async () => {
  await refresh()
  await query('UPDATE users SET last_login_at = now(), first_name = $1', ['Grace'])
  await query('INSERT INTO user_profiles (user_id, bio) VALUES ($1, $2)', [reader.id, 'Early bird'])
  await reader.call(searchCourses, {})
  expect(await refresh()).toBe(false)
})

test('a change that commits only after a refresh is in the next', async () => {
  const course = await home.course()
  const { id } = await home.student()
  await refresh()
  const client = await server.database.pool.connect()
  await client.query('BEGIN')
  await client.query('INSERT INTO user_courses (user_id, course_id) VALUES ($1, $2)', [id, course])
  await home.student({ courses: [course] }) // another one, committed at once
  expect(await refresh()).toBe(true)
  await client.query('COMMIT')
  client.release()
  expect(await refresh()).toBe(true)
  expect(await held()).toEqual(await right())
})

test('a refresh that fails is due again', async () => {
  await home.student({ courses: [await home.course()] })
  await query('ALTER MATERIALIZED VIEW mv_course_sizes RENAME TO mv_elsewhere')
  await expect(refresh()).rejects.toThrow('mv_course_sizes')
  await query('ALTER MATERIALIZED VIEW mv_elsewhere RENAME TO mv_course_sizes')
  expect(await refresh()).toBe(true)
  expect(await held()).toEqual(await right())
})

test('a refresh that has to stop leaves the views as they were, and is due again', async () => {
  await home.student({ courses: [await home.course()] })
  const before = await held()
  const lock = await server.database.pool.connect()
  await lock.query('BEGIN')
  await lock.query('SELECT FROM enrollment_changes FOR UPDATE') // what the refresh begins with has to wait
  const stop = new AbortController()
  const refreshing = refreshViews(server.parts.database.pool, stop.signal)
  await expect
    .poll(() =>
      query(`SELECT FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`),
    )
    .toHaveLength(1)
  stop.abort()
  await expect(refreshing).rejects.toThrow('canceling statement')
  await lock.query('COMMIT')
  lock.release()
  expect(await held()).toEqual(before)
  expect(await refresh()).toBe(true)
})
