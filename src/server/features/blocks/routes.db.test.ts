import { afterAll, beforeAll, expect, test } from 'vitest'
import { blockStudent, listBlocks, unblockStudent } from '#contract/blocks.ts'
import { acceptConnection, listConnections, requestConnection } from '#contract/connections.ts'
import { getConversation, listConversations, sendMessage } from '#contract/conversations.ts'
import { type Campus, campus } from '../../../../tests/campus.ts'
import { classOf, seenBy } from '../../../../tests/class.ts'
import {
  type Caller,
  type TestNode,
  type TestServer,
  type TestStudent,
  testServer,
} from '../../../../tests/server.ts'

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

const block = (who: Caller, whom: TestStudent) => who.call(blockStudent, { params: { id: whom.id } })

test('both vanish from each other’s lists and numbers at once, on every node, and nobody else does', async () => {
  const { course, students } = await classOf(home, ['Ada', 'Ben', 'Cleo', 'Dan', 'Eve'])
  const [ada, ben, cleo] = students as [TestStudent, TestStudent, TestStudent]
  const both = (who: TestStudent) => [who, sqlNode.as(who)]
  for (const who of both(ada)) expect(await seenBy(who, course)).toEqual(['Ben', 'Cleo', 'Dan', 'Eve'])
  for (const who of both(ben)) expect(await seenBy(who, course)).toEqual(['Ada', 'Cleo', 'Dan', 'Eve'])

  await block(ada, ben)
  for (const who of [...both(ada), ...both(ben)])
    expect(await seenBy(who, course)).toEqual(['Cleo', 'Dan', 'Eve'])
  for (const who of both(cleo)) expect(await seenBy(who, course)).toEqual(['Ada', 'Ben', 'Dan', 'Eve'])

  await ada.call(unblockStudent, { params: { id: ben.id } })
  for (const who of both(ada)) expect(await seenBy(who, course)).toEqual(['Ben', 'Cleo', 'Dan', 'Eve'])
  for (const who of both(ben)) expect(await seenBy(who, course)).toEqual(['Ada', 'Cleo', 'Dan', 'Eve'])
})

test('a connection ends, its conversation is hidden from both, and no message passes', async () => {
  const { course, students } = await classOf(home, ['Ada', 'Ben'])
  const [ada, ben] = students as [TestStudent, TestStudent]
  const { id } = await ada.call(requestConnection, { body: { targetId: ben.id, courseId: course } })
  await ben.call(acceptConnection, { params: { id } })
  await ben.call(sendMessage, { params: { id }, body: { content: 'Hello' } })
  await block(ada, ben)
  for (const who of [ada, ben]) {
    expect((await who.call(listConnections)).items).toEqual([])
    expect(await who.call(listConversations)).toMatchObject({ items: [], unread: 0 })
    expect((await who.send(getConversation, { params: { id } })).statusCode).toBe(404)
    expect((await who.send(sendMessage, { params: { id }, body: { content: 'Hi' } })).statusCode).toBe(404)
  }
  const { rows } = await server.database.pool.query('SELECT status FROM connections WHERE id = $1', [id])
  expect(rows).toEqual([{ status: 'cancelled' }])
  await ada.call(unblockStudent, { params: { id: ben.id } })
  expect((await ada.call(listConnections)).items).toMatchObject([{ id, status: 'cancelled' }])
})

test('asking is answered as if the other had left, either way', async () => {
  const { course, students } = await classOf(home, ['Ada', 'Ben', 'Gone'])
  const [ada, ben, gone] = students as [TestStudent, TestStudent, TestStudent]
  await block(ada, ben)
  await server.database.pool.query('UPDATE user_courses SET is_active = FALSE WHERE user_id = $1', [gone.id])
  const ask = async (who: Caller, whom: TestStudent) => {
    const { instance: _, ...problem } = (
      await who.send(requestConnection, { body: { targetId: whom.id, courseId: course } })
    ).json()
    return problem
  }
  const left = await ask(ben, gone)
  expect(left.type).toContain('student-unavailable')
  expect([await ask(ben, ada), await ask(ada, ben)]).toEqual([left, left])
})

test('a block and a request, or its acceptance, at once leave nothing open', async () => {
  for (let turn = 0; turn < 12; turn++) {
    const { course, students } = await classOf(home, ['Ada', 'Ben'])
    const [ada, ben] = students as [TestStudent, TestStudent]
    const body = { targetId: ben.id, courseId: course }
    if (turn % 2 === 0) await Promise.all([ada.send(requestConnection, { body }), block(ben, ada)])
    else {
      const { id } = await ada.call(requestConnection, { body })
      await Promise.all([ben.send(acceptConnection, { params: { id } }), block(ada, ben)])
    }
    const { rows } = await server.database.pool.query(
      `SELECT 1 FROM connections WHERE course_id = $1 AND status IN ('pending', 'accepted')`,
      [course],
    )
    expect(rows).toEqual([])
  }
})

test('who blocked whom is told to the one who did it only', async () => {
  const { students } = await classOf(home, ['Ada', 'Ben', 'Cleo'])
  const [ada, ben, cleo] = students as [TestStudent, TestStudent, TestStudent]
  await block(ada, ben)
  await Promise.all([block(ada, cleo), block(ada, cleo)])
  const { items } = await ada.call(listBlocks)
  expect(items.map(({ firstName }) => firstName).sort()).toEqual(['Ben', 'Cleo'])
  expect((await ben.call(listBlocks)).items).toEqual([])
  await ben.call(unblockStudent, { params: { id: ada.id } })
  expect((await ada.call(listBlocks)).items).toHaveLength(2)
})

test('oneself and students elsewhere cannot be blocked', async () => {
  const [ada, stranger] = [await home.student(), await (await campus(server)).student()]
  expect((await ada.send(blockStudent, { params: { id: ada.id } })).statusCode).toBe(403)
  expect((await ada.send(blockStudent, { params: { id: stranger.id } })).statusCode).toBe(404)
})
