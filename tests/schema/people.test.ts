import { afterAll, beforeAll, expect, test } from 'vitest'
import { type TestDatabase, testDatabase } from '../database.ts'
import { type Rows, refusal, rowsOf } from './rows.ts'

let database: TestDatabase
let rows: Rows
beforeAll(async () => {
  database = await testDatabase()
  rows = rowsOf(database.pool)
})
afterAll(() => database.close())

const one = async (sql: string, values: unknown[]) => (await database.pool.query(sql, values)).rows[0]

test('an address differs from another by more than letter case', async () => {
  const university = await rows.university()
  await rows.user(university, 'Grace@Example.edu')
  expect(await refusal(rows.user(university, 'grace@example.EDU'))).toBe('idx_users_email')
  expect(await one(`SELECT email FROM users WHERE lower(email) = 'grace@example.edu'`, [])).toEqual({
    email: 'Grace@Example.edu',
  })
})

test('names are more than spaces, an address has two sides, a domain is in small letters', async () => {
  const university = await rows.university()
  const { name } = await one('SELECT name FROM universities WHERE id = $1', [university])
  const person = { email: 'a@b', first_name: 'A', last_name: 'B', university: name }
  expect(await refusal(rows.insert('users', { ...person, first_name: ' \n' }))).toBe('users_first_name_check')
  expect(await refusal(rows.insert('users', { ...person, last_name: '' }))).toBe('users_last_name_check')
  expect(await refusal(rows.insert('users', { ...person, email: 'nobody' }))).toBe('users_email_check')
  expect(await refusal(rows.insert('users', { ...person, email: 'a b@c' }))).toBe('users_email_check')
  expect(await refusal(rows.insert('universities', { name: 'X', domain: 'X.edu' }))).toBe(
    'universities_domain_check',
  )
})

test('a time zone is one that PostgreSQL knows', async () => {
  const invalidParameterValue = '22023'
  const id = await rows.university()
  const set = (zone: string) =>
    database.pool.query('UPDATE universities SET time_zone = $2 WHERE id = $1', [id, zone])
  expect(await refusal(set('Mars/Olympus_Mons'))).toBe(invalidParameterValue)
  await set('Asia/Kathmandu')
})

test('a student belongs to a university that exists; renaming it takes the students along', async () => {
  const university = await rows.university('Old College')
  const student = await rows.user(university)
  const stray = { email: 'stray@x', first_name: 'A', last_name: 'B', university: 'Nowhere' }
  expect(await refusal(rows.insert('users', stray))).toBe('users_university_fkey')
  await database.pool.query(`UPDATE universities SET name = 'New College' WHERE id = $1`, [university])
  expect(await one('SELECT university FROM users WHERE id = $1', [student])).toEqual({
    university: 'New College',
  })
  const removal = database.pool.query('DELETE FROM universities WHERE id = $1', [university])
  expect(await refusal(removal)).toBe('users_university_fkey')
})

test('updated_at is set by the database, whatever the statement says', async () => {
  const { rows: owners } = await database.pool.query(
    `SELECT table_name AS name FROM information_schema.columns WHERE column_name = 'updated_at'
       AND table_schema = 'public' AND table_name NOT LIKE 'availability\\__%'`,
  )
  const { rows: triggers } = await database.pool.query(
    `SELECT event_object_table AS name FROM information_schema.triggers
     WHERE action_statement LIKE '%update_updated_at_column()' AND event_object_table NOT LIKE 'availability\\__%'`,
  )
  expect(triggers.map(({ name }) => name).sort()).toEqual(owners.map(({ name }) => name).sort())

  const student = await rows.user(await rows.university())
  const updated = await one(
    `UPDATE users SET updated_at = '2000-01-01' WHERE id = $1 RETURNING updated_at > now() - interval '1 minute' AS fresh`,
    [student],
  )
  expect(updated).toEqual({ fresh: true })
})

test('nobody is enrolled at another university', async () => {
  const here = await rows.university()
  const elsewhere = await rows.university()
  const student = await rows.user(here)
  const enrol = async (course: string) => rows.insert('user_courses', { user_id: student, course_id: course })
  const course = await rows.course(elsewhere)
  expect(await refusal(enrol(course))).toBe('user_courses_same_university')
  const id = await enrol(await rows.course(here))
  const move = database.pool.query('UPDATE user_courses SET course_id = $2 WHERE id = $1', [id, course])
  expect(await refusal(move)).toBe('user_courses_same_university')
})

test('with a student goes all that is theirs, and nothing else', async () => {
  const university = await rows.university()
  const course = await rows.course(university)
  const [leaving, staying] = [await rows.user(university), await rows.user(university)]
  const connection = await rows.connection(leaving, staying, course, 'accepted')
  for (const user of [leaving, staying]) {
    await rows.insert('user_profiles', { user_id: user })
    await rows.insert('user_courses', { user_id: user, course_id: course })
    await rows.insert('availability', {
      user_id: user,
      day_of_week: 1,
      start_time: '9:00',
      end_time: '10:00',
    })
    await rows.insert('match_cache', {
      user_id: user,
      course_id: course,
      match_results: '{}',
      expires_at: 'now',
    })
    await rows.insert('user_sessions', { user_id: user, refresh_token: user, expires_at: 'now' })
    await rows.insert('accounts', { user_id: user, type: 't', provider: 'p', provider_account_id: user })
    await rows.insert('sessions', { user_id: user, session_token: user, expires: 'now' })
    await rows.insert('messages', { connection_id: connection, sender_id: user, content: 'hi', sequence: 0 })
  }
  await database.pool.query('DELETE FROM users WHERE id = $1', [leaving])
  const left = async (table: string, column = 'user_id') =>
    Number((await one(`SELECT count(*) FROM ${table} WHERE ${column} IN ($1, $2)`, [leaving, staying])).count)
  const own = [
    'user_profiles',
    'user_courses',
    'availability',
    'match_cache',
    'user_sessions',
    'accounts',
    'sessions',
  ]
  for (const table of own) expect([table, await left(table)]).toEqual([table, 1])
  expect(await left('connections', 'requester_id')).toBe(0)
  expect(await left('messages', 'sender_id')).toBe(0) // the conversation ends with one of the two
  const events = await one('SELECT count(*) FROM connection_events WHERE connection_id = $1', [connection])
  expect(events).toEqual({ count: '0' })
})
