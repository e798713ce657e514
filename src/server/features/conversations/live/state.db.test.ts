import { afterEach, beforeEach, expect, onTestFinished, test } from 'vitest'
import { blockStudent } from '#contract/blocks.ts'
import {
  getConversation,
  listConversations,
  listMessages,
  markRead,
  putSignals,
  sendMessage,
} from '#contract/conversations.ts'
import type { ServerFrame } from '#contract/live.ts'
import { type Campus, campus } from '../../../../../tests/campus.ts'
import { type TestNode, type TestServer, type TestStudent, testServer } from '../../../../../tests/server.ts'
import { connected } from '../pair.fixture.ts'
import { conversationRoutes } from '../routes.ts'
import { type LivePage, openPage } from './page.fixture.ts'
import { quick } from './quick.fixture.ts'

let server: TestServer
let other: TestNode
let home: Campus
let at: [string, string]
beforeEach(async () => {
  server = await testServer()
  other = await server.node()
  at = [await listening(server), await listening(other)]
  home = await campus(server)
})
afterEach(async () => {
  await other.close()
  await server.close()
})

async function listening({ app, parts }: Pick<TestNode, 'app' | 'parts'>): Promise<string> {
  app.register(async (scope) => conversationRoutes(scope, parts, quick), { prefix: '/quick' })
  return `${await app.listen({ host: '127.0.0.1', port: 0 })}/quick`
}

async function opened(student: TestStudent, node: 0 | 1 = 0): Promise<LivePage> {
  const page = await openPage(at[node], { cookie: `cc_session=${student.token}` }, {})
  onTestFinished(() => page.socket.terminate())
  await page.until(() => page.frames.some(({ type }) => type === 'resumed'), 'resumed')
  return page
}

type Frame<T extends ServerFrame['type']> = Extract<ServerFrame, { type: T }>
function last<T extends ServerFrame['type']>(page: LivePage, type: T): Frame<T> | undefined {
  return page.frames.findLast((frame): frame is Frame<T> => frame.type === type)
}
const write = (who: TestStudent, id: string) =>
  who.call(sendMessage, { params: { id }, body: { content: 'Hello' } })
const read = (who: TestStudent, id: string, sequence: number) =>
  who.call(markRead, { params: { id }, body: { sequence } })

test('what arrived and was read is told to who wrote it and to the reader’s other pages, on every node', async () => {
  const { ada, ben, id } = await connected(home)
  const hers = await opened(ada, 1)
  const [phone, desk] = [await opened(ben), await opened(ben, 1)]
  for (let count = 0; count < 3; count++) await write(ada, id)
  await phone.untilSequence(id, 3)
  phone.say({ type: 'received', conversationId: id, sequence: 3 })
  await hers.until(() => last(hers, 'positions')?.partnerAt.delivered === 3)
  expect(last(hers, 'positions')?.partnerAt).toEqual({ delivered: 3, read: 0 })
  await desk.until(() => last(desk, 'positions')?.unread === 3)

  await read(ben, id, 2)
  await hers.until(() => last(hers, 'positions')?.partnerAt.read === 2)
  await desk.until(() => last(desk, 'positions')?.unread === 1)
  expect(last(desk, 'positions')).toMatchObject({ read: 2, conversationId: id })
  expect(await ada.call(getConversation, { params: { id } })).toMatchObject({
    unread: 0,
    partnerAt: { delivered: 3, read: 2 },
  })
  expect((await ben.call(listConversations)).unread).toBe(1)
})

test('positions never go back, nor beyond what there is, whoever says so', async () => {
  const { ada, ben, id } = await connected(home)
  const eve = await home.student()
  for (let count = 0; count < 3; count++) await write(ada, id)
  await read(ben, id, 1000)
  await read(ben, id, 1)
  const [page, stranger] = [await opened(ben), await opened(eve)]
  for (const who of [page, stranger]) who.say({ type: 'received', conversationId: id, sequence: 2_000_000 })
  stranger.say({ type: 'watch', conversationId: id })
  page.say({ type: 'received', conversationId: id, sequence: 1 })
  for (const who of [page, stranger]) {
    who.say({ type: 'ping' })
    await who.until(() => last(who, 'pong') !== undefined)
  }
  expect((await ada.call(getConversation, { params: { id } })).partnerAt).toEqual({ delivered: 3, read: 3 })
  const { rows } = await server.database.pool.query(
    'SELECT user_id, delivered, read FROM message_positions WHERE connection_id = $1',
    [id],
  )
  expect(rows).toEqual([{ user_id: ben.id, delivered: 3, read: 3 }])
  expect(stranger.frames.filter(({ type }) => type !== 'pong')).toHaveLength(1)
})

test('that one has read is told only where both tell, in every list; unread counts stay right', async () => {
  const { ada, ben, id } = await connected(home)
  await write(ada, id)
  await read(ben, id, 1)
  const told = async (who: TestStudent) => {
    const { partnerAt, lastMessage } = await who.call(getConversation, { params: { id } })
    const { items } = await who.call(listMessages, { params: { id } })
    return [partnerAt.read, lastMessage?.isRead, items[0]?.isRead]
  }
  expect(await told(ada)).toEqual([1, true, true])
  for (const silent of [ada, ben]) {
    await silent.call(putSignals, { body: { reading: false, presence: true } })
    expect(await told(ada)).toEqual([null, false, false])
    expect(await told(ben)).toEqual([null, true, true])
    await silent.call(putSignals, { body: { reading: true, presence: true } })
  }
  await ben.call(putSignals, { body: { reading: false, presence: true } })
  const page = await opened(ada)
  await write(ada, id)
  await read(ben, id, 2)
  await page.until(() => last(page, 'positions')?.partnerAt.delivered === 2)
  expect(last(page, 'positions')?.partnerAt.read).toBeNull()
  expect((await ben.call(listConversations)).unread).toBe(0)
})

test('who watches a conversation is told that the other one is here and when they were last', async () => {
  const { ada, ben, id } = await connected(home)
  const page = await opened(ada)
  page.say({ type: 'watch', conversationId: id })
  await page.until(() => last(page, 'presence') !== undefined)
  expect(last(page, 'presence')).toMatchObject({ conversationId: id, isHere: false, lastSeenAt: null })
  const his = await opened(ben, 1)
  await page.until(() => last(page, 'presence')?.isHere === true)
  his.socket.close()
  await page.until(() => last(page, 'presence')?.isHere === false)
  const { lastSeenAt } = last(page, 'presence') ?? {}
  expect(Math.abs(Date.now() - Date.parse(lastSeenAt ?? ''))).toBeLessThan(10_000)
})

test.for<[string, (ada: TestStudent, ben: TestStudent) => Promise<unknown>]>([
  ['one does not tell', (_, ben) => ben.call(putSignals, { body: { reading: true, presence: false } })],
  ['one does not want to know', (ada) => ada.call(putSignals, { body: { reading: true, presence: false } })],
  ['one has blocked the other', (ada, ben) => ben.call(blockStudent, { params: { id: ada.id } })],
])('nothing is told of presence where %s', async ([, happens]) => {
  const { ada, ben, id } = await connected(home)
  await happens(ada, ben)
  await opened(ben, 1)
  const page = await opened(ada)
  page.say({ type: 'watch', conversationId: id })
  page.say({ type: 'ping' })
  await page.until(() => last(page, 'pong') !== undefined)
  await new Promise((resolve) => setTimeout(resolve, 3 * quick.presence))
  expect(last(page, 'presence')).toBeUndefined()
})
