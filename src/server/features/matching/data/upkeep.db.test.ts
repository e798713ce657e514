import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { campus } from '../../../../../tests/campus.ts'
import { type TestServer, testServer } from '../../../../../tests/server.ts'
import { deleteExpiredLists, forgetForeignChanges, pruneChanges } from './upkeep.ts'

let server: TestServer
beforeAll(async () => {
  server = await testServer()
})
afterAll(() => server.close())
beforeEach(() => query('TRUNCATE match_changes, match_cache'))

const query = async (sql: string, values: unknown[] = []) =>
  (await server.database.pool.query(sql, values)).rows
const unhurried = new AbortController().signal
/** Prunes until so many changes are left: transactions of other tests on the same server may hold it up. */
const pruneTo = (left: number) =>
  expect
    .poll(
      async () => {
        await pruneChanges(server.database.pool, unhurried)
        return count('match_changes')
      },
      { timeout: 20_000 },
    )
    .toBe(left)
const count = async (table: string) => (await query(`SELECT count(*)::int AS n FROM ${table}`))[0]?.n

/** Changes that were recorded so many minutes ago, each of a student of its own. */
const change = (minutes: number, rows = 1) =>
  query(
    `INSERT INTO match_changes (course_id, user_id, recorded_at)
     SELECT gen_random_uuid(), gen_random_uuid(), now() - make_interval(mins => $1) FROM generate_series(1, $2)`,
    [minutes, rows],
  )
/** Whether who holds a roster as of a snapshot may still catch up. */
const canCatchUp = async (snapshot: string) =>
  (
    await query('SELECT xid < pg_snapshot_xmin($1::pg_snapshot) AS reachable FROM match_horizon', [snapshot])
  )[0]?.reachable
const snapshot = async () => (await query('SELECT pg_current_snapshot()::text AS now'))[0]?.now

test('changes of the last ten minutes stay, older ones go', async () => {
  await change(11, 3)
  await change(9, 2)
  await pruneTo(2)
})

test('more changes than one statement goes through are all deleted', async () => {
  await change(11, 120_000)
  await change(1, 5)
  const [size] = await query(`SELECT pg_relation_size('match_changes') / 8192 AS pages`)
  expect(Number(size?.pages)).toBeGreaterThan(1024)
  await pruneTo(5)
})

test('what a running transaction may not see stays, so that its length makes no roster unreachable', async () => {
  await change(11)
  const long = await server.database.pool.connect()
  await long.query('BEGIN')
  await long.query('SELECT pg_current_xact_id()')
  await change(11, 4)
  const taken = await snapshot()
  await pruneTo(4)
  expect(await canCatchUp(taken)).toBe(true)
  await long.query('COMMIT')
  long.release()

  await pruneTo(0)
  expect(await canCatchUp(taken)).toBe(false)
  expect(await canCatchUp(await snapshot())).toBe(true)
})

test.for([
  `INSERT INTO match_changes (course_id, user_id, xid) VALUES (gen_random_uuid(), gen_random_uuid(), '9000000000')`,
  `UPDATE match_horizon SET xid = '9000000000'`,
])('numbers of a server that counted further are forgotten: %s', async (restored) => {
  expect(await forgetForeignChanges(server.database.pool)).toBe(false)
  await query(restored)
  expect(await forgetForeignChanges(server.database.pool)).toBe(true)
  expect(await count('match_changes')).toBe(0)
  await expect.poll(async () => canCatchUp(await snapshot()), { timeout: 20_000 }).toBe(true)
})

test('expired lists go, others stay', async () => {
  const home = await campus(server)
  const course = await home.course()
  const stored = async (minutes: number, rows: number) => {
    await query(
      `WITH people AS (
         INSERT INTO users (email, first_name, last_name, university)
         SELECT gen_random_uuid() || '@test.example', 'Ada', 'Test', $1 FROM generate_series(1, $4) RETURNING id
       ) INSERT INTO match_cache (user_id, course_id, match_results, expires_at)
       SELECT id, $2, '[]', now() + make_interval(mins => $3) FROM people`,
      [home.university.name, course, minutes, rows],
    )
  }
  await stored(-1, 2500)
  await stored(1, 3)
  expect(await deleteExpiredLists(server.database.pool, unhurried)).toBe(2500)
  expect(await count('match_cache')).toBe(3)
})
