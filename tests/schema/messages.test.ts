import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { type TestDatabase, testDatabase } from '../database.ts'
import { type Rows, refusal, rowsOf } from './rows.ts'

let database: TestDatabase
let rows: Rows
let university: string
let course: string
let ada: string
let ben: string
let connection: string

beforeAll(async () => {
  database = await testDatabase()
  rows = rowsOf(database.pool)
  university = await rows.university()
})
beforeEach(async () => {
  course = await rows.course(university)
  ada = await rows.user(university)
  ben = await rows.user(university)
  connection = await rows.connection(ada, ben, course, 'accepted')
})
afterAll(() => database.close())

const send = (sender: string, content = 'Hello', where = connection) =>
  rows.insert('messages', { connection_id: where, sender_id: sender, content, sequence: 0 })

const sequences = async () => {
  const found = await database.pool.query(
    'SELECT sequence FROM messages WHERE connection_id = $1 ORDER BY sequence',
    [connection],
  )
  return found.rows.map((row) => row.sequence)
}

test('messages sent at once are numbered without gaps', async () => {
  await Promise.all(Array.from({ length: 40 }, (_, index) => send(index % 2 ? ada : ben)))
  expect(await sequences()).toEqual(Array.from({ length: 40 }, (_, index) => index + 1))
})

test('a message that is rolled back wastes no number', async () => {
  await send(ada)
  const client = await database.pool.connect()
  await client.query('BEGIN')
  await client.query(
    `INSERT INTO messages (connection_id, sender_id, content, sequence) VALUES ($1, $2, 'never', 0)`,
    [connection, ada],
  )
  await client.query('ROLLBACK')
  client.release()
  await send(ben)
  expect(await sequences()).toEqual([1, 2])
})

test('the sender does not choose the number', async () => {
  await rows.insert('messages', { connection_id: connection, sender_id: ada, content: 'x', sequence: 99 })
  expect(await sequences()).toEqual([1])
})

test('a stranger cannot write, not even one of the same course', async () => {
  expect(await refusal(send(await rows.user(university)))).toBe('messages_sender_connected')
})

test.for(['pending', 'declined', 'cancelled'])('nothing is written on a %s connection', async (status) => {
  const closed = await rows.connection(ada, ben, await rows.course(university), status)
  expect(await refusal(send(ada, 'Hello', closed))).toBe('messages_sender_connected')
})

test('a message keeps its conversation, sender and number; it can be read', async () => {
  const id = await send(ada)
  const other = await rows.connection(ada, ben, await rows.course(university), 'accepted')
  const change = (column: string, value: unknown) =>
    database.pool.query(`UPDATE messages SET ${column} = $2 WHERE id = $1`, [id, value])
  expect(await refusal(change('sender_id', ben))).toBe('messages_keep_place')
  expect(await refusal(change('connection_id', other))).toBe('messages_keep_place')
  expect(await refusal(change('sequence', 7))).toBe('messages_keep_place')
  await change('is_read', true)
})

test('a message says something, within its limit and kinds', async () => {
  expect(await refusal(send(ada, ' \n\t'))).toBe('messages_content_check')
  expect(await refusal(send(ada, 'x'.repeat(4001)))).toBe('messages_content_check')
  const odd = { connection_id: connection, sender_id: ada, content: 'x', sequence: 0, message_type: 'video' }
  expect(await refusal(rows.insert('messages', odd))).toBe('messages_message_type_check')
})

test('a message answers an earlier one of its own conversation only', async () => {
  const other = await rows.connection(ben, ada, await rows.course(university), 'accepted')
  for (let count = 0; count < 3; count++) await send(ada, 'Hello', other)
  await send(ada)
  const answer = (reply_to: number) =>
    rows.insert('messages', {
      connection_id: connection,
      sender_id: ben,
      content: 'Yes',
      sequence: 0,
      reply_to,
    })
  await answer(1)
  expect(await refusal(answer(3))).toBe('messages_reply_to_earlier')
  expect(await refusal(answer(99))).toBe('messages_reply_to_earlier')
  expect(await refusal(answer(0))).toBe('messages_connection_id_reply_to_fkey')
  expect(await sequences()).toEqual([1, 2])
})

test('messages that answer each other go with their conversation, and with either student', async () => {
  for (const sql of [
    'DELETE FROM connections WHERE id = $1',
    'DELETE FROM users WHERE id = $2',
    'DELETE FROM users WHERE id = $3',
  ]) {
    const [one, two] = [await rows.user(university), await rows.user(university)]
    const id = await rows.connection(one, two, course, 'accepted')
    await send(one, 'Hello', id)
    for (const [sender_id, reply_to] of [
      [two, 1],
      [one, 2],
      [one, 1],
    ] as const)
      await rows.insert('messages', { connection_id: id, sender_id, content: 'Yes', sequence: 0, reply_to })
    await database.pool.query(`WITH given AS (SELECT $1::uuid, $2::uuid, $3::uuid) ${sql}`, [id, one, two])
    const left = await database.pool.query('SELECT FROM messages WHERE connection_id = $1', [id])
    expect(left.rowCount).toBe(0)
  }
})
