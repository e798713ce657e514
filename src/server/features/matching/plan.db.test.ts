import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Campus, campus } from '../../../../tests/campus.ts'
import { type TestServer, testServer } from '../../../../tests/server.ts'
import { readProof } from './data/proof.ts'
import { rankInSql, readAsker } from './data/ranking.ts'
import { readRoster } from './data/rosters.ts'

let server: TestServer
let home: Campus
let course: string
let asker: string

/** 3,000 students in courses of 30, everybody with a profile, seven slots a week and a connection. */
beforeAll(async () => {
  server = await testServer()
  home = await campus(server)
  course = await home.course()
  const { pool } = server.database
  const { id: university, name } = home.university
  await pool.query(
    `INSERT INTO courses (code, section, name, semester, university_id)
     SELECT 'BIO ' || n, '001', 'Biology', 'Fall 2026', $1 FROM generate_series(1, 99) n`,
    [university],
  )
  await pool.query(
    `INSERT INTO users (email, first_name, last_name, university, is_verified)
     SELECT n || '@x.example', 'A', 'B', $1, TRUE FROM generate_series(1, 3000) n`,
    [name],
  )
  await pool.query('INSERT INTO user_profiles (user_id, bio) SELECT id, $1 FROM users', ['Hello '.repeat(30)])
  await pool.query(
    `INSERT INTO user_courses (user_id, course_id)
     SELECT u.id, c.id FROM (SELECT id, row_number() OVER (ORDER BY id) AS n FROM users) u
     JOIN (SELECT id, row_number() OVER (ORDER BY id) AS n FROM courses) c ON c.n = 1 + u.n % 100`,
  )
  await pool.query(
    `INSERT INTO availability (user_id, day_of_week, start_time, end_time)
     SELECT id, n, make_time(9 + n, 0, 0), make_time(12 + n, 0, 0) FROM users, generate_series(0, 6) n`,
  )
  await pool.query(
    `INSERT INTO connections (requester_id, target_id, course_id)
     SELECT a.user_id, b.user_id, a.course_id FROM user_courses a
     JOIN LATERAL (
       SELECT user_id FROM user_courses b WHERE b.course_id = a.course_id AND b.user_id > a.user_id
       ORDER BY user_id LIMIT 1
     ) b ON TRUE`,
  )
  await pool.query('ANALYZE')
  const { rows } = await pool.query('SELECT user_id FROM user_courses WHERE course_id = $1 LIMIT 1', [course])
  asker = rows[0].user_id
})
afterAll(() => server.close())

test('reads the mates of a course by index, not the rest of the campus', async () => {
  const read = await server.parts.database.inSnapshot(async (sql) => {
    const { snapshot } = await readRoster(sql, course)
    const mine = await readAsker(sql, asker)
    if (!mine) throw new Error('the asker is listed')
    const query = { sort: 'compatibility', filters: {}, after: null, limit: 20 } as const
    const { mates, rows } = await rankInSql(sql, course, asker, mine, query)
    expect(mates).toBe(29)
    const ids = rows.map(({ id }) => id)
    expect((await readProof(sql, asker, [{ courseId: course, snapshot }], ids)).mates).toHaveLength(20)
    return sql<{ relname: string }>(
      'rows-read',
      'SELECT relname FROM pg_stat_xact_user_tables WHERE seq_tup_read > 0',
    )
  })
  // These have so few pages at this size that reading all of them is cheaper than a few look-ups.
  const small = ['match_horizon', 'courses', 'users']
  expect(read.map(({ relname }) => relname).filter((name) => !small.includes(name))).toEqual([])
})
