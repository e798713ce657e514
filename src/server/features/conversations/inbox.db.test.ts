import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { acceptConnection, cancelConnection, requestConnection } from '#contract/connections.ts'
import {
  getConversation,
  listConversations,
  listMessages,
  markRead,
  sendMessage,
} from '#contract/conversations.ts'
import { type Campus, campus } from '../../../../tests/campus.ts'
import { problemOf } from '../../../../tests/problem.ts'
import { type TestServer, type TestStudent, testServer } from '../../../../tests/server.ts'

let server: TestServer
let home: Campus
let courseId: string
let ada: TestStudent
/** Those Ada is connected with, in the order in which they accepted, and their conversations. */
let mates: { who: TestStudent; params: { id: string } }[]

beforeAll(async () => {
  server = await testServer()
  home = await campus(server)
})
afterAll(() => server.close())
beforeEach(async () => {
  courseId = await home.course()
  ada = await home.student({ courses: [courseId] })
  mates = []
  for (const firstName of ['Ben', 'Cy', 'Dee']) {
    const who = await home.student({ firstName, courses: [courseId] })
    const { id } = await ada.call(requestConnection, { body: { targetId: who.id, courseId } })
    await who.call(acceptConnection, { params: { id } })
    mates.push({ who, params: { id } })
  }
})

const at = (index: number) => mates[index] ?? mates[0]!
const write = (from: TestStudent, index: number, content = 'Hello') =>
  from.call(sendMessage, { params: at(index).params, body: { content } })
const inbox = async (who = ada, query = {}) => {
  const list = await who.call(listConversations, { query })
  return { ...list, names: list.items.map(({ partner }) => partner.firstName) }
}

test('conversations come last active first: a message, or else when they connected', async () => {
  expect((await inbox()).names).toEqual(['Dee', 'Cy', 'Ben'])
  const message = await write(ada, 0)
  const { names, items } = await inbox()
  expect(names).toEqual(['Ben', 'Dee', 'Cy'])
  expect(items[0]).toMatchObject({
    course: { id: courseId },
    isOpen: true,
    lastMessage: message,
    activeAt: message.sentAt,
  })
  expect(items[1]).toMatchObject({ lastMessage: null, unread: 0 })
})

test.for([false, true])('pages hold each once (all active in the same instant: %s)', async (sameInstant) => {
  if (sameInstant)
    await server.database.pool.query(
      `UPDATE connections SET responded_at = '2026-10-01' WHERE course_id = $1`,
      [courseId],
    )
  const first = await inbox(ada, { limit: 2 })
  const second = await inbox(ada, { limit: 2, cursor: first.nextCursor })
  expect(second.nextCursor).toBeNull()
  expect([...first.names, ...second.names].sort()).toEqual(['Ben', 'Cy', 'Dee'])
})

test('unread counts what the other wrote, for each side by itself', async () => {
  await write(at(0).who, 0)
  await write(at(0).who, 0)
  await write(ada, 0)
  await write(at(1).who, 1)
  const { items, names, unread } = await inbox()
  expect(Object.fromEntries(names.map((name, index) => [name, items[index]?.unread]))).toEqual({
    Ben: 2,
    Cy: 1,
    Dee: 0,
  })
  expect(unread).toBe(3)
  expect(await inbox(at(0).who)).toMatchObject({ unread: 1, items: [{ unread: 1 }] })
  expect(await inbox(ada, { limit: 1 })).toMatchObject({ unread: 3 })
})

test('reading up to a message marks it and those before for the sender to see', async () => {
  const { who: ben, params } = at(0)
  for (const text of ['1', '2', '3']) await write(ben, 0, text)
  await write(ada, 0, '4')
  const marks = async () => {
    const { items } = await ben.call(listMessages, { params, query: { after: 0 } })
    return items.map(({ isRead }) => isRead)
  }
  const unread = async (who: TestStudent) => (await who.call(getConversation, { params })).unread

  expect((await ada.send(markRead, { params, body: { sequence: 2 } })).statusCode).toBe(204)
  expect(await marks()).toEqual([true, true, false, false])
  expect([await unread(ada), await unread(ben)]).toEqual([1, 1])

  await ada.call(markRead, { params, body: { sequence: 1 } }) // reading is not undone
  await ada.call(markRead, { params, body: { sequence: 1000 } })
  expect(await marks()).toEqual([true, true, true, false]) // nobody reads for the other
  await ben.call(markRead, { params, body: { sequence: 4 } })
  expect(await marks()).toEqual([true, true, true, true])
  expect([await unread(ada), await unread(ben)]).toEqual([0, 0])
})

test('what ended stays in the list where something was written, else it goes', async () => {
  await write(ada, 0)
  for (const { params } of mates.slice(0, 2)) await ada.call(cancelConnection, { params })
  const { names, items } = await inbox()
  expect(names).toEqual(['Ben', 'Dee'])
  expect(items[0]).toMatchObject({ isOpen: false })
  expect(problemOf(await ada.send(getConversation, { params: at(1).params }))).toBe('not-found')
})
