import { afterAll, beforeAll, expect, test } from 'vitest'
import { acceptConnection, listConnections, requestConnection } from '#contract/connections.ts'
import { getConversation, sendMessage } from '#contract/conversations.ts'
import { ignoreStudent, listIgnored, unignoreStudent } from '#contract/ignores.ts'
import { type Campus, campus } from '../../../../tests/campus.ts'
import { classOf, seenBy } from '../../../../tests/class.ts'
import {
  type Caller,
  type TestNode,
  type TestServer,
  type TestStudent,
  testServer,
} from '../../../../tests/server.ts'
import { connectionJobs } from '../connections/jobs.ts'

let server: TestServer
let home: Campus
let sqlNode: TestNode
beforeAll(async () => {
  server = await testServer()
  home = await campus(server)
  sqlNode = await server.node({ matching: 'sql' })
})
afterAll(async () => {
  await sqlNode.close()
  await server.close()
})

const nudge = () =>
  connectionJobs
    .find(({ name }) => name === 'connections.nudge')
    ?.run(server.parts, new AbortController().signal)
const ignore = (who: Caller, whom: TestStudent) => who.call(ignoreStudent, { params: { id: whom.id } })

test('whom one ignores vanishes from one’s own lists and numbers at once, on every node, and notices nothing', async () => {
  const { course, students } = await classOf(home, ['Ada', 'Ben', 'Cleo'])
  const [ada, ben] = students as [TestStudent, TestStudent]
  const both = (who: TestStudent) => [who, sqlNode.as(who)]
  for (const who of both(ada)) expect(await seenBy(who, course)).toEqual(['Ben', 'Cleo'])

  await ignore(ada, ben)
  for (const who of both(ada)) expect(await seenBy(who, course)).toEqual(['Cleo'])
  for (const who of both(ben)) expect(await seenBy(who, course)).toEqual(['Ada', 'Cleo'])

  await ada.call(unignoreStudent, { params: { id: ben.id } })
  for (const who of both(ada)) expect(await seenBy(who, course)).toEqual(['Ben', 'Cleo'])
})

test('what the ignored one asks waits out of sight, without a reminder, and is there again afterwards', async () => {
  const { course, students } = await classOf(home, ['Ada', 'Ben'])
  const [ada, ben] = students as [TestStudent, TestStudent]
  await ignore(ada, ben)
  const { id } = await ben.call(requestConnection, { body: { targetId: ada.id, courseId: course } })
  expect((await ada.call(listConnections)).items).toEqual([])
  expect((await ben.call(listConnections)).items).toMatchObject([{ id, status: 'pending' }])

  await server.database.pool.query(
    `UPDATE connections SET requested_at = now() - interval '4 days 1 hour' WHERE id = $1`,
    [id],
  )
  await nudge()
  const nudged = () => server.database.pool.query('SELECT nudged_at FROM connections WHERE id = $1', [id])
  expect((await nudged()).rows).toEqual([{ nudged_at: null }])

  await ada.call(unignoreStudent, { params: { id: ben.id } })
  expect((await ada.call(listConnections)).items).toMatchObject([{ id, direction: 'received' }])
  await nudge()
  expect((await nudged()).rows[0].nudged_at).toBeInstanceOf(Date)
})

test('a connection and its conversation stay', async () => {
  const { course, students } = await classOf(home, ['Ada', 'Ben'])
  const [ada, ben] = students as [TestStudent, TestStudent]
  const { id } = await ada.call(requestConnection, { body: { targetId: ben.id, courseId: course } })
  await ben.call(acceptConnection, { params: { id } })
  await ignore(ada, ben)
  await ben.call(sendMessage, { params: { id }, body: { content: 'Hello' } })
  expect((await ada.call(listConnections)).items).toMatchObject([{ id, status: 'accepted' }])
  expect((await ada.call(getConversation, { params: { id } })).unread).toBe(1)
})

test('who ignores whom is told to the one who does only, once, and only while both see each other', async () => {
  const { students } = await classOf(home, ['Ada', 'Ben', 'Cleo'])
  const [ada, ben, cleo] = students as [TestStudent, TestStudent, TestStudent]
  await ignore(ada, ben)
  await Promise.all([ignore(ada, cleo), ignore(ada, cleo)])
  const names = async (who: Caller) => (await who.call(listIgnored)).items.map(({ firstName }) => firstName)
  expect(await names(ada)).toEqual(['Cleo', 'Ben'])
  expect(await names(ben)).toEqual([])
  await ben.call(unignoreStudent, { params: { id: ada.id } })
  expect(await names(ada)).toEqual(['Cleo', 'Ben'])
  await cleo.inject({ method: 'PUT', url: `/api/v1/me/blocks/${ada.id}` })
  expect(await names(ada)).toEqual(['Ben'])
})

test('oneself and students elsewhere cannot be ignored', async () => {
  const [ada, stranger] = [await home.student(), await (await campus(server)).student()]
  expect((await ada.send(ignoreStudent, { params: { id: ada.id } })).statusCode).toBe(403)
  expect((await ada.send(ignoreStudent, { params: { id: stranger.id } })).statusCode).toBe(404)
})
