import { afterAll, beforeAll, expect, test } from 'vitest'
import { blockStudent } from '#contract/blocks.ts'
import { deleteMessage, editMessage } from '#contract/message-changes.ts'
import { searchMessages } from '#contract/message-search.ts'
import { type Campus, campus } from '../../../../tests/campus.ts'
import { type TestServer, type TestStudent, testServer } from '../../../../tests/server.ts'
import { talk } from './talk.fixture.ts'

let server: TestServer
let home: Campus
beforeAll(async () => {
  server = await testServer()
  home = await campus(server)
})
afterAll(() => server.close())

const search = (who: TestStudent, q?: string, more: { limit?: number; cursor?: string } = {}) =>
  who.call(searchMessages, { query: { ...(q !== undefined && { q }), ...more } })
const found = async (who: TestStudent, q?: string) =>
  (await search(who, q)).items.map(({ message }) => message.content)

test('messages with all the words are found, of the last the beginning is enough', async () => {
  const { ada, ben, params, write } = await talk(home)
  const sent = await write(ada, 'Binary trees on Monday, in the library')
  await write(ben, 'Not on Monday')
  expect(await search(ben, 'MONDAY tree')).toMatchObject({
    items: [{ conversationId: params.id, partner: { id: ada.id }, message: { id: sent.id, sequence: 1 } }],
    nextCursor: null,
  })
  expect(await found(ada, 'monday')).toHaveLength(2)
  expect(await found(ada, 'mon')).toHaveLength(2)
  expect(await found(ada, 'mon tree')).toEqual([])
  expect(await found(ada)).toHaveLength(2)
})

test.for([
  ['Is this well-known?', 'well-know'],
  ['See https://example.com/notes.pdf', 'example.com'],
  ['Write to zoe@cs.example', 'zoe@cs.ex'],
  [`That's O(n log n)`, 'o(n'],
  ['Große Wörter', 'GROßE wö'],
  ['لقاء يوم الاثنين', 'الاثن'],
])('in “%s” “%s” is found', async ([content = '', q]) => {
  const { ada, write } = await talk(home)
  await write(ada, content)
  expect(await found(ada, q)).toEqual([content])
})

test('what looks like a query or a command is words like any other, or none', async () => {
  const { ada, write } = await talk(home)
  await write(ada, 'one two')
  for (const q of [
    `'`,
    `\\`,
    `'' | 'one'`,
    '!one',
    '& | ! ( ) :*',
    `one'); DROP TABLE messages; --`,
    '📚',
    '%',
    '_',
  ])
    expect((await search(ada, q)).items.length).toBeLessThanOrEqual(1)
  expect(await found(ada, '...')).toEqual([])
  expect(await found(ada, 'three | one')).toEqual([])
  expect(await found(ada, `'one' & 'tw`)).toEqual(['one two'])
  expect(await found(ada, 'C:\\one')).toEqual([])
})

test('what others wrote to each other, what was deleted, and who is blocked, is not found', async () => {
  const [one, other] = [await talk(home), await talk(home)]
  await other.write(other.ada, 'zebra')
  const params = ({ id }: { id: string }) => ({ ...one.params, messageId: id })
  const gone = await one.write(one.ada, 'zebra one')
  const changed = await one.write(one.ada, 'zebra two')
  await one.write(one.ben, 'zebra three')
  await one.ada.call(deleteMessage, { params: params(gone) })
  await one.ada.call(editMessage, { params: params(changed), body: { content: 'horse' } })
  expect(await found(one.ada, 'zebra')).toEqual(['zebra three'])
  expect(await found(one.ben, 'horse')).toEqual(['horse'])
  expect(await found(one.ben, 'deleted')).toEqual([])
  await one.ben.call(blockStudent, { params: { id: one.ada.id } })
  for (const who of [one.ada, one.ben]) expect(await found(who, 'zebra')).toEqual([])
})

test('newest first, page by page, over all conversations', async () => {
  const { ada, write } = await talk(home)
  for (let count = 1; count <= 7; count++) await write(ada, `page ${count}`)
  const seen: string[] = []
  let cursor: string | undefined
  do {
    const page = await search(ada, 'page', { limit: 3, ...(cursor && { cursor }) })
    seen.push(...page.items.map(({ message }) => message.content))
    cursor = page.nextCursor ?? undefined
  } while (cursor)
  expect(seen).toEqual([7, 6, 5, 4, 3, 2, 1].map((count) => `page ${count}`))
})
