import { randomUUID } from 'node:crypto'
import type pg from 'pg'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { copyRows } from '../../data/demo/copy.ts'
import type { Row } from '../../data/demo/rows.ts'
import { type TestDatabase, testDatabase } from '../database.ts'
import { writes } from './match-writes.ts'
import { readDue, readKept, readRostersDue, readRostersKept } from './profiles-due.ts'
import { type Rows, rowsOf } from './rows.ts'

// Whatever a transaction writes, match_profiles and match_rosters are as the tables say when it commits, and
// match_changes names whom the rosters in memory have to look up again.

let database: TestDatabase
let rows: Rows
let university: string
/** Ada is in math, and was in art; Ben is in math; each has one hour on Monday. Cleo is in art only. */
let names: Record<'ada' | 'ben' | 'cleo' | 'math' | 'art', string>

beforeAll(async () => {
  database = await testDatabase()
  rows = rowsOf(database.pool)
  university = await rows.university()
})
afterAll(() => database.close())
beforeEach(async () => {
  const [ada, ben, cleo] = [
    await rows.user(university),
    await rows.user(university),
    await rows.user(university),
  ]
  const [math, art] = [await rows.course(university), await rows.course(university)]
  names = { ada, ben, cleo, math, art }
  for (const [user_id, course_id, is_active] of [
    [ada, math, true],
    [ada, art, false],
    [ben, math, true],
    [cleo, art, true],
  ])
    await rows.insert('user_courses', { user_id, course_id, is_active })
  for (const user_id of [ada, ben])
    await rows.insert('availability', { user_id, day_of_week: 1, start_time: '09:00', end_time: '10:00' })
  await database.pool.query('UPDATE users SET is_verified = TRUE WHERE id = ANY ($1)', [[ada, ben, cleo]])
})

/** With the ids of those named :ada and so on. */
const filled = (sql: string) =>
  sql.replaceAll(/:([a-z]+)\b/g, (whole, name) => (name in names ? `'${names[name as 'ada']}'` : whole))

/** Does it in one transaction and answers whom it named where, as 'ada math'. */
async function namedBy(work: string | ((client: pg.PoolClient) => Promise<unknown>)): Promise<string[]> {
  const client = await database.pool.connect()
  try {
    await client.query('BEGIN')
    const { rows: own } = await client.query('SELECT pg_current_xact_id()::text AS xid')
    await (typeof work === 'string' ? client.query(filled(work)) : work(client))
    await client.query('COMMIT')
    const { rows } = await client.query('SELECT user_id, course_id FROM match_changes WHERE xid = $1::xid8', [
      own[0].xid,
    ])
    const nameOf = new Map(Object.entries(names).map(([name, id]) => [id, name]))
    return rows
      .map(({ user_id, course_id }) => `${nameOf.get(user_id) ?? 'new'} ${nameOf.get(course_id) ?? 'new'}`)
      .sort()
  } finally {
    client.release(true)
  }
}

async function expectKept() {
  expect(await readKept(database.pool)).toEqual(await readDue(database.pool))
  expect(await readRostersKept(database.pool)).toEqual(await readRostersDue(database.pool))
}

test.for(writes)('%s', async ([, sql, named]) => {
  expect(await namedBy(sql)).toEqual(named)
  await expectKept()
})

test('students, slots and enrolments that are copied in', async () => {
  const id = randomUUID()
  const { rows: found } = await database.pool.query('SELECT name FROM universities WHERE id = $1', [
    university,
  ])
  const copies: [into: string, row: Row][] = [
    [
      'users (id, email, first_name, last_name, university, is_verified)',
      [id, `${id}@x.example`, 'A', 'B', found[0].name, true],
    ],
    ['availability (user_id, day_of_week, start_time, end_time)', [id, 0, '00:00', '24:00']],
    ['availability_monday (user_id, day_of_week, start_time, end_time)', [id, 1, '00:00', '24:00']],
    ['user_profiles (user_id, preferred_location)', [id, 'any']],
    ['user_courses (user_id, course_id)', [id, names.math]],
  ]
  const named = await namedBy(async (client) => {
    for (const [into, row] of copies) await copyRows(client, into, [row])
  })
  expect(named).toEqual(['new math'])
  expect((await readKept(database.pool)).get(id)).toMatchObject({ week: [0, 1440, 1440, 2880], traits: 320 })
  await expectKept()
})

test.for([
  'availability',
  'availability_monday',
  'user_profiles',
  'user_courses',
  'match_profiles',
  'match_rosters',
  'match_changes',
  'courses CASCADE',
  'users CASCADE',
])('nobody catches up with a roster from before TRUNCATE %s', async (table) => {
  const before = await database.pool.query('SELECT pg_current_snapshot()::text AS snapshot')
  await database.pool.query('BEGIN')
  await database.pool.query(`TRUNCATE ${table}`)
  await database.pool.query('COMMIT')
  expect(await isReachable(before.rows[0].snapshot)).toBe(false)
  const now = async () => (await database.pool.query('SELECT pg_current_snapshot()::text AS now')).rows[0].now
  // Not while another test on this server has a transaction that began before.
  await expect.poll(async () => isReachable(await now()), { timeout: 20_000 }).toBe(true)
  await expectKept()
})

async function isReachable(snapshot: string): Promise<boolean> {
  const { rows } = await database.pool.query(
    'SELECT xid < pg_snapshot_xmin($1::pg_snapshot) AS reachable FROM match_horizon',
    [snapshot],
  )
  return rows[0].reachable
}

test('what matching does not read writes nothing', async () => {
  const versions = () =>
    database.pool.query('SELECT user_id, version, xmin FROM match_profiles ORDER BY user_id')
  const { rows: before } = await versions()
  expect(
    await namedBy(`
      UPDATE users SET last_login_at = now(), first_name = 'Grace', password_hash = 'x', is_verified = TRUE;
      UPDATE users SET is_active = TRUE, created_at = created_at WHERE id = :ada;
      UPDATE availability SET created_at = now();
      UPDATE user_courses SET is_active = is_active WHERE FALSE;
      INSERT INTO user_profiles (user_id, bio) VALUES (:ada, ' ');
      UPDATE user_profiles SET bio = NULL`),
  ).toEqual([])
  expect((await versions()).rows).toEqual(before)
})

/** Two transactions at once: `second` writes after the first has and before it commits. */
async function atOnce(
  first: string,
  second: string,
  isolation = 'READ COMMITTED',
): Promise<{ xids: string[]; failure: string | null }> {
  const [one, two] = [await database.pool.connect(), await database.pool.connect()]
  try {
    for (const client of [one, two]) await client.query(`BEGIN ISOLATION LEVEL ${isolation}`)
    const xids = []
    for (const client of [one, two])
      xids.push((await client.query('SELECT pg_current_xact_id()::text AS xid')).rows[0].xid)
    await one.query(filled(first))
    const { rows } = await two.query('SELECT pg_backend_pid() AS pid')
    const done = two.query(filled(second)).then(
      () => null,
      (error: pg.DatabaseError) => error.code ?? '',
    )
    const isWaiting = async () =>
      (await database.pool.query('SELECT FROM pg_locks WHERE pid = $1 AND NOT granted', [rows[0].pid]))
        .rowCount
    await expect.poll(isWaiting, { timeout: 20_000 }).toBe(1)
    await one.query('COMMIT')
    const failure = await done
    await two.query(failure ? 'ROLLBACK' : 'COMMIT')
    return { xids, failure }
  } finally {
    for (const client of [one, two]) client.release(true)
  }
}

const enrol =
  'INSERT INTO user_courses (user_id, course_id) VALUES (:ada, :art) ON CONFLICT (user_id, course_id) DO UPDATE SET is_active = TRUE'
const addHour = (day: number) =>
  `INSERT INTO availability (user_id, day_of_week, start_time, end_time) VALUES (:ada, ${day}, '09:00', '10:00')`
const say = `INSERT INTO user_profiles (user_id, bio) VALUES (:ada, 'Hello')`
const leave = 'DELETE FROM user_courses WHERE user_id = :ada AND course_id = :math'

test.for([
  [enrol, addHour(2), ['ada art', 'ada math']],
  [addHour(2), enrol, ['ada art']],
  [addHour(2), addHour(3), ['ada math']],
  [addHour(2), say, ['ada math']],
  [say, 'UPDATE users SET is_verified = FALSE WHERE id = :ada', ['ada math']],
  [leave, addHour(2), []],
] as const)(
  'of two who write of a student at once the later sees the other: %s | %s',
  async ([first, second, named]) => {
    const { xids, failure } = await atOnce(first, second)
    expect(failure).toBeNull()
    const { rows } = await database.pool.query(
      `SELECT CASE user_id WHEN $2 THEN 'ada ' END || CASE course_id WHEN $3 THEN 'math' ELSE 'art' END AS name
     FROM match_changes WHERE xid = $1::xid8 ORDER BY name`,
      [xids[1], names.ada, names.math],
    )
    expect(rows.map(({ name }) => name)).toEqual(named)
    await expectKept()
  },
)

test.for([
  [enrol, addHour(2)],
  [addHour(2), enrol],
  [addHour(2), say],
])('in a repeatable read the later fails and may try again: %s | %s', async ([first = '', second = '']) => {
  expect((await atOnce(first, second, 'REPEATABLE READ')).failure).toBe('40001')
  await expectKept()
})

test('statements about one student never wait for each other in a circle', async () => {
  const { pool } = database
  const statements = [
    enrol,
    leave,
    // Plain INSERTs of one hour may: both rows are there before either is held against availability's exclusion
    // constraint. That is PostgreSQL's way, not the triggers'; who saves a week holds the student's row before.
    `${addHour(2)} ON CONFLICT DO NOTHING`,
    'DELETE FROM availability WHERE user_id = :ada AND day_of_week = 2',
    `UPDATE availability SET end_time = '11:00' WHERE user_id = :ada AND day_of_week = 1`,
    `INSERT INTO user_profiles (user_id, bio) VALUES (:ada, 'Hi') ON CONFLICT (user_id) DO UPDATE SET bio = NULL`,
    'UPDATE users SET is_verified = NOT is_verified WHERE id = :ada',
    `UPDATE users SET profile_image_url = '/p' WHERE id = :ada`,
  ].map(filled)
  const code = (sql: string) =>
    pool.query(sql).then(
      () => null,
      (error: pg.DatabaseError) => error.code,
    )
  const codes = await Promise.all(
    Array.from({ length: 12 * statements.length }, (_, turn) => code(statements[(turn * 5) % 8] ?? '')),
  )
  expect(new Set(codes)).toEqual(new Set([null]))
  await expectKept()
})

test('whoever deletes changes raises the horizon to the latest of them, and never lowers it', async () => {
  const { pool } = database
  await pool.query('TRUNCATE match_changes')
  const horizon = async () => (await pool.query('SELECT xid::text FROM match_horizon')).rows[0].xid
  for (const day of [2, 3]) await pool.query(filled(addHour(day)))
  const { rows } = await pool.query('SELECT xid::text FROM match_changes ORDER BY match_changes.xid')
  const [first, second] = rows.map(({ xid }) => xid)
  const deleteOldest = () =>
    pool.query('DELETE FROM match_changes WHERE xid = (SELECT xid FROM match_changes ORDER BY xid LIMIT 1)')

  await deleteOldest()
  expect(await horizon()).toBe(first)
  await deleteOldest()
  expect(await horizon()).toBe(second)
  await pool.query(`INSERT INTO match_changes VALUES (gen_random_uuid(), '3', gen_random_uuid())`)
  await deleteOldest()
  expect(await horizon()).toBe(second)
})

test('an account and its enrolment in one statement', async () => {
  const named = await namedBy(
    `WITH account AS (
       INSERT INTO users (email, first_name, last_name, university, is_verified)
       SELECT 'w' || gen_random_uuid() || '@x.example', 'A', 'B', university, TRUE FROM users WHERE id = :ada
       RETURNING id
     ) INSERT INTO user_courses (user_id, course_id) SELECT id, :math FROM account`,
  )
  expect(named).toEqual(['new math'])
  await expectKept()
})

test('a week that no index entry could hold is refused, and a full one is kept', async () => {
  const slots = (count: number) => `INSERT INTO availability (user_id, day_of_week, start_time, end_time)
    SELECT :cleo, day, time '00:00' + minute * interval '2 min', time '00:01' + minute * interval '2 min'
    FROM generate_series(0, 6) AS day, generate_series(0, 700) AS minute ORDER BY minute, day LIMIT ${count}`
  await expect(namedBy(slots(301))).rejects.toThrow('slots_at_most_300')
  expect(await namedBy(slots(300))).toEqual(['cleo art'])
  await expectKept()
})

test('an account and its hours in one statement, whichever is written first', async () => {
  const id = randomUUID()
  const { rows: found } = await database.pool.query('SELECT name FROM universities WHERE id = $1', [
    university,
  ])
  await database.pool.query(
    `WITH account AS (
       INSERT INTO users (id, email, first_name, last_name, university, is_verified)
       VALUES ($1::uuid, $1 || '@x.example', 'A', 'B', $2, TRUE)
     ), said AS (
       INSERT INTO user_profiles (user_id, bio) VALUES ($1, 'Hello')
     ) INSERT INTO availability (user_id, day_of_week, start_time, end_time) VALUES ($1, 0, '00:00', '01:00')`,
    [id, found[0].name],
  )
  expect((await readKept(database.pool)).get(id)).toMatchObject({ week: [0, 60], traits: 2 })
  await expectKept()
})

test('a temporary table of the same name hides nothing', async () => {
  const named = await namedBy(`
    CREATE TEMP TABLE availability (LIKE public.availability) ON COMMIT DROP;
    CREATE TEMP TABLE user_courses (LIKE public.user_courses) ON COMMIT DROP;
    INSERT INTO user_profiles (user_id, bio) VALUES (:ada, 'Hello')`)
  expect(named).toEqual(['ada math'])
  await expectKept()
})

test('TRUNCATE is refused to a repeatable read, which may not see all that it takes', async () => {
  const client = await database.pool.connect()
  await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ')
  await expect(client.query('TRUNCATE availability')).rejects.toMatchObject({ code: '25000' })
  client.release(true)
})

test('a repeatable read that began before TRUNCATE match_profiles fails and may try again', async () => {
  const client = await database.pool.connect()
  await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ')
  await client.query('SELECT 1 FROM users')
  await database.pool.query('TRUNCATE match_profiles')
  await expect(client.query(filled(say))).rejects.toMatchObject({ code: '40001' })
  client.release(true)
  await expectKept()
})
