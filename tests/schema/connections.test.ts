import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { type TestDatabase, testDatabase } from '../database.ts'
import { type Rows, refusal, rowsOf } from './rows.ts'

let database: TestDatabase
let rows: Rows
let university: string
let course: string
let ada: string
let ben: string

beforeAll(async () => {
  database = await testDatabase()
  rows = rowsOf(database.pool)
  university = await rows.university()
})
beforeEach(async () => {
  course = await rows.course(university)
  ada = await rows.user(university)
  ben = await rows.user(university)
})
afterAll(() => database.close())

const set = (id: string, status: string) =>
  database.pool.query(
    `UPDATE connections SET status = $2::varchar, responded_at = CASE WHEN $2 <> 'pending' THEN now() END WHERE id = $1`,
    [id, status],
  )

test('of a pair one connection a course is open, whoever asked', async () => {
  const first = await rows.connection(ada, ben, course)
  expect(await refusal(rows.connection(ben, ada, course))).toBe('idx_connections_open_pair')
  await set(first, 'accepted')
  expect(await refusal(rows.connection(ben, ada, course))).toBe('idx_connections_open_pair')
  await rows.connection(ben, ada, await rows.course(university))
  await set(first, 'cancelled')
  await rows.connection(ben, ada, course)
  expect(await refusal(set(first, 'pending'))).toBe('idx_connections_open_pair')
})

test('asking each other at once leaves one request', async () => {
  const results = await Promise.allSettled([
    rows.connection(ada, ben, course),
    rows.connection(ben, ada, course),
  ])
  expect(results.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
})

test('asking again is the same row, not a second one', async () => {
  const id = await rows.connection(ada, ben, course)
  await set(id, 'declined')
  expect(await refusal(rows.connection(ada, ben, course))).toBe('idx_connections_unique')
})

test('nobody connects to oneself', async () => {
  expect(await refusal(rows.connection(ada, ada, course))).toBe('no_self_connection')
})

test('both students and the course are of one university', async () => {
  const elsewhere = await rows.university()
  const [foreigner, foreignCourse] = [await rows.user(elsewhere), await rows.course(elsewhere)]
  for (const [from, to, where] of [
    [ada, foreigner, course],
    [foreigner, ada, course],
    [ada, ben, foreignCourse],
  ] as const)
    expect(await refusal(rows.connection(from, to, where))).toBe('connections_same_university')
})

describe('a connection goes', () => {
  const states = ['pending', 'accepted', 'declined', 'cancelled']
  const ways = new Set([
    'pending → accepted',
    'pending → declined',
    'pending → cancelled',
    'accepted → cancelled',
    'declined → pending',
    'cancelled → pending',
  ])
  const moves = states.flatMap((from) => states.filter((to) => to !== from).map((to) => [from, to] as const))

  test.for(moves)('%s → %s only if that is a way', async ([from, to]) => {
    const id = await rows.connection(ada, ben, course, from)
    if (ways.has(`${from} → ${to}`)) await set(id, to)
    else expect(await refusal(set(id, to))).toBe('connections_transition')
  })

  test('to no other state', async () => {
    const id = await rows.connection(ada, ben, course)
    expect(await refusal(set(id, 'blocked'))).toMatch(/connections_(transition|status_check)/)
    expect(await refusal(rows.connection(ben, await rows.user(university), course, 'blocked'))).toBe(
      'connections_status_check',
    )
  })
})

test('a connection keeps its students and its course', async () => {
  const id = await rows.connection(ada, ben, course)
  const other = await rows.user(university)
  for (const [column, value] of [
    ['requester_id', other],
    ['target_id', other],
    ['course_id', await rows.course(university)],
  ])
    expect(
      await refusal(database.pool.query(`UPDATE connections SET ${column} = $2 WHERE id = $1`, [id, value])),
    ).toBe('connections_transition')
})

test('an answer has its time, and a pending request none', async () => {
  const id = await rows.connection(ada, ben, course)
  const status = (value: string) =>
    database.pool.query('UPDATE connections SET status = $2 WHERE id = $1', [id, value])
  expect(await refusal(status('accepted'))).toBe('responded_when_answered')
  await set(id, 'declined')
  expect(await refusal(status('pending'))).toBe('responded_when_answered')
})

test('what a reopened request was before is kept', async () => {
  const id = await rows.connection(ada, ben, course)
  const write = (text: string) =>
    database.pool.query('UPDATE connections SET initial_message = $2 WHERE id = $1', [id, text])
  await set(id, 'declined')
  await write('Once more?')
  await set(id, 'pending')
  await set(id, 'accepted')
  await set(id, 'cancelled')
  const { rows: events } = await database.pool.query(
    'SELECT status, initial_message FROM connection_events WHERE connection_id = $1 ORDER BY id',
    [id],
  )
  expect(events).toEqual([
    { status: 'pending', initial_message: null },
    { status: 'declined', initial_message: null },
    { status: 'pending', initial_message: 'Once more?' },
    { status: 'accepted', initial_message: null },
    { status: 'cancelled', initial_message: null },
  ])
})
