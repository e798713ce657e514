import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest'
import { cancelConnection } from '#contract/connections.ts'
import { sendMessage } from '#contract/conversations.ts'
import { type Campus, campus } from '../../../../tests/campus.ts'
import { problemOf } from '../../../../tests/problem.ts'
import { type TestServer, type TestStudent, testServer } from '../../../../tests/server.ts'
import { connected } from './pair.fixture.ts'

// What many send at once is one statement, and each is answered as if it had been sent alone.

let server: TestServer
let home: Campus
beforeAll(async () => {
  server = await testServer()
  home = await campus(server)
})
afterAll(() => server.close())

const send = (student: TestStudent, id: string, messageId: string = randomUUID()) =>
  student.send(sendMessage, { params: { id }, body: { id: messageId, content: `Message ${messageId}` } })

test('those that may not be sent are refused, each with its reason, and the others are written', async () => {
  const [open, other, ended] = await Promise.all([1, 2, 3].map(() => connected(home)))
  if (!open || !other || !ended) throw new Error('three pairs were connected')
  await send(ended.ada, ended.id)
  await ended.ben.call(cancelConnection, { params: { id: ended.id } })
  const known = randomUUID()
  await send(open.ada, open.id, known)
  const [ada, ben, ...answers] = await Promise.all([
    send(open.ada, open.id),
    send(open.ben, open.id),
    send(other.ada, other.id),
    send(open.ada, open.id, known),
    send(ended.ada, ended.id),
    send(other.ada, open.id),
    send(open.ada, randomUUID()),
    send(other.ada, other.id, known),
  ])
  expect([ada.json().sequence, ben.json().sequence].sort()).toEqual([2, 3])
  expect(answers.slice(0, 2).map((answer) => answer.json().sequence)).toEqual([1, 1])
  const refused = ['connection-closed', 'not-found', 'not-found', 'invalid-request']
  expect(answers.slice(2).map(problemOf)).toEqual(refused)
})

test('a conversation that somebody else holds holds up nobody but who writes there', async () => {
  const [held, free] = await Promise.all([connected(home), connected(home)])
  const holder = await server.database.pool.connect()
  onTestFinished(() => holder.release(true))
  await holder.query('BEGIN')
  await holder.query('SELECT FROM connections WHERE id = $1 FOR UPDATE', [held.id])
  let isAnswered = false
  const waiting = send(held.ada, held.id).finally(() => {
    isAnswered = true
  })
  const answers = await Promise.all([1, 2, 3].map(() => send(free.ada, free.id)))
  expect(answers.map((answer) => answer.json().sequence).sort()).toEqual([1, 2, 3])
  expect(isAnswered).toBe(false)
  await holder.query('COMMIT')
  expect((await waiting).json()).toMatchObject({ sequence: 1 })
})
