import { afterAll, beforeAll, expect, test } from 'vitest'
import { blockStudent } from '#contract/blocks.ts'
import {
  acceptConnection,
  cancelConnection,
  declineConnection,
  requestConnection,
} from '#contract/connections.ts'
import { markRead, sendMessage } from '#contract/conversations.ts'
import { ignoreStudent } from '#contract/ignores.ts'
import {
  getNotificationSettings,
  getPushKey,
  listNotifications,
  putNotificationSettings,
  readNotifications,
} from '#contract/notifications.ts'
import { type Campus, campus } from '../../../../tests/campus.ts'
import { classOf } from '../../../../tests/class.ts'
import { type Caller, type TestServer, type TestStudent, testServer } from '../../../../tests/server.ts'
import { deliver } from './deliver.ts'

let server: TestServer
let home: Campus
beforeAll(async () => {
  server = await testServer()
  home = await campus(server)
})
afterAll(() => server.close())

const list = (who: Caller) => who.call(listNotifications)
const look = () => deliver(server.parts, new AbortController().signal)

async function two(): Promise<{ ada: TestStudent; ben: TestStudent; id: string }> {
  const { course, students } = await classOf(home, ['Ada', 'Ben'])
  const [ada, ben] = students as [TestStudent, TestStudent]
  const { id } = await ada.call(requestConnection, {
    body: { targetId: ben.id, courseId: course, message: 'Shall we?' },
  })
  return { ada, ben, id }
}

test('a request is told to who is asked, its acceptance to who asked; answering it is having seen it', async () => {
  const { ada, ben, id } = await two()
  expect(await list(ben)).toMatchObject({
    unread: 1,
    items: [
      {
        kind: 'request',
        isRead: false,
        partner: { id: ada.id },
        connectionId: id,
        conversationId: null,
        count: 1,
      },
    ],
  })
  expect(await list(ada)).toMatchObject({ unread: 0, items: [] })
  await ben.call(acceptConnection, { params: { id } })
  await ben.call(acceptConnection, { params: { id } })
  expect(await list(ben)).toMatchObject({ unread: 0, items: [{ kind: 'request', isRead: true }] })
  expect(await list(ada)).toMatchObject({
    unread: 1,
    items: [{ kind: 'acceptance', partner: { id: ben.id }, conversationId: id }],
  })
})

test('of a refused request nobody hears, and a withdrawn one is gone', async () => {
  const first = await two()
  await first.ben.call(declineConnection, { params: { id: first.id } })
  expect((await list(first.ada)).items).toEqual([])
  const second = await two()
  await second.ada.call(cancelConnection, { params: { id: second.id } })
  expect(await list(second.ben)).toMatchObject({ unread: 0, items: [] })
})

test('messages of a conversation are one entry, once they stay unread, until they are read there', async () => {
  const { ada, ben, id } = await two()
  await ben.call(acceptConnection, { params: { id } })
  const say = (content: string) => ada.call(sendMessage, { params: { id }, body: { content } })
  await say('Hello')
  await say('Are you there?')
  expect((await list(ben)).items.map(({ kind }) => kind)).toEqual(['request'])
  await look()
  const { items, unread } = await list(ben)
  expect(items).toMatchObject([{ kind: 'message', count: 2, isRead: false, conversationId: id }, {}])
  expect(unread).toBe(1)
  await ben.call(markRead, { params: { id }, body: { sequence: 2 } })
  expect(await list(ben)).toMatchObject({ unread: 0, items: [{ kind: 'message', isRead: true }, {}] })
  await say('Good')
  await look()
  expect(await list(ben)).toMatchObject({ unread: 1, items: [{ kind: 'message', count: 1 }, {}] })
  await look()
  expect((await list(ben)).items).toHaveLength(2)
})

test('what is read at once is told nowhere', async () => {
  const { ada, ben, id } = await two()
  await ben.call(acceptConnection, { params: { id } })
  const { sequence } = await ada.call(sendMessage, { params: { id }, body: { content: 'Hello' } })
  await ben.call(markRead, { params: { id }, body: { sequence } })
  await look()
  expect((await list(ben)).items.map(({ kind }) => kind)).toEqual(['request'])
})

test('one is read by its id, all up to an instant, and only one’s own', async () => {
  const { ada, ben, id } = await two()
  const [entry] = (await list(ben)).items
  if (!entry) throw new Error('nothing was noted')
  await ada.call(readNotifications, { body: { id: entry.id } })
  await ada.call(readNotifications, { body: { upTo: new Date(Date.now() + 60_000).toISOString() } })
  expect((await list(ben)).unread).toBe(1)
  await ben.call(readNotifications, { body: { id: entry.id } })
  expect(await list(ben)).toMatchObject({ unread: 0, items: [{ isRead: true }] })
  await ben.call(acceptConnection, { params: { id } })
  const [accepted] = (await list(ada)).items
  await ada.call(readNotifications, { body: { upTo: accepted?.at } })
  expect((await list(ada)).unread).toBe(0)
  for (const body of [{}, { id: entry.id, upTo: entry.at }])
    expect((await ben.send(readNotifications, { body })).statusCode).toBe(400)
})

test('the list comes in pages', async () => {
  const { course, students } = await classOf(home, ['Ada', 'Ben', 'Cleo', 'Dan'])
  const [ada, ...others] = students as [TestStudent, ...TestStudent[]]
  for (const one of others)
    await one.call(requestConnection, { body: { targetId: ada.id, courseId: course } })
  const first = await ada.call(listNotifications, { query: { limit: 2 } })
  expect(first.items.map(({ partner }) => partner.firstName)).toEqual(['Dan', 'Cleo'])
  const second = await ada.call(listNotifications, { query: { limit: 2, cursor: first.nextCursor ?? '' } })
  expect(second.items.map(({ partner }) => partner.firstName)).toEqual(['Ben'])
  expect([second.nextCursor, second.unread]).toEqual([null, 3])
})

test('a block, an ignored asker and one who left are in no list, for neither of the two', async () => {
  const blocked = await two()
  await blocked.ben.call(acceptConnection, { params: { id: blocked.id } })
  await blocked.ada.call(blockStudent, { params: { id: blocked.ben.id } })
  for (const who of [blocked.ada, blocked.ben])
    expect(await list(who)).toMatchObject({ unread: 0, items: [] })

  const ignored = await two()
  await ignored.ben.call(ignoreStudent, { params: { id: ignored.ada.id } })
  expect(await list(ignored.ben)).toMatchObject({ unread: 0, items: [] })

  const left = await two()
  await server.database.pool.query('UPDATE users SET is_active = FALSE WHERE id = $1', [left.ada.id])
  expect(await list(left.ben)).toMatchObject({ unread: 0, items: [] })
})

test('kinds are switched off one by one, and what was chosen is answered', async () => {
  const { ben } = await two()
  const settings = await ben.call(getNotificationSettings)
  const on = { app: true, push: true, mail: true }
  expect(settings).toEqual({
    kinds: { request: on, acceptance: on, message: on, session: on },
    quietHours: null,
    digest: 'daily',
  })
  const chosen = {
    kinds: { ...settings.kinds, request: { app: false, push: true, mail: false } },
    quietHours: { from: '22:00', to: '07:30' },
    digest: 'off' as const,
  }
  expect(await ben.call(putNotificationSettings, { body: chosen })).toEqual(chosen)
  expect(await ben.call(getNotificationSettings)).toEqual(chosen)
  expect(await list(ben)).toMatchObject({ unread: 0, items: [] })
  const bad = { ...chosen, quietHours: { from: '22:00', to: '22:00' } }
  expect((await ben.send(putNotificationSettings, { body: bad })).statusCode).toBe(400)
})

test('all nodes have one key for pushes, also where they are asked for it at once', async () => {
  const nodes = await Promise.all([server.node(), server.node(), server.node()])
  const ada = await home.student()
  const keys = await Promise.all(nodes.map((node) => node.as(ada).call(getPushKey)))
  expect(new Set(keys.map(({ publicKey }) => publicKey)).size).toBe(1)
  expect(Buffer.from(keys[0]?.publicKey ?? '', 'base64url')).toHaveLength(65)
  const { rows } = await server.database.pool.query('SELECT private_key FROM push_keys')
  expect(rows).toHaveLength(1)
  expect(server.parts.secrets.open(rows[0].private_key)).toMatch(/^[\w-]{43}$/)
  for (const node of nodes) await node.close()
})
