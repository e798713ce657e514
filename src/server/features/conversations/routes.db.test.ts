import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { acceptConnection, cancelConnection, requestConnection } from '#contract/connections.ts'
import { getConversation, listMessages, markRead, sendMessage } from '#contract/conversations.ts'
import { type Campus, campus } from '../../../../tests/campus.ts'
import { problemOf } from '../../../../tests/problem.ts'
import { type TestServer, type TestStudent, testServer } from '../../../../tests/server.ts'

let server: TestServer
let home: Campus
beforeAll(async () => {
  server = await testServer({ pauseDays: { declined: 0, cancelled: 0 } })
  home = await campus(server)
})
afterAll(() => server.close())

/** Two connected students and how they write. */
async function pair() {
  const course = await home.course()
  const [ada, ben] = [await home.student({ courses: [course] }), await home.student({ courses: [course] })]
  const ask = () => ada.call(requestConnection, { body: { targetId: ben.id, courseId: course } })
  const connect = async () => ben.call(acceptConnection, { params: { id: (await ask()).id } })
  const params = { id: (await connect()).id }
  const write = (who: TestStudent, content: string, id?: string) =>
    who.send(sendMessage, { params, body: { content, ...(id && { id }) } })
  const read = async (query: object = {}, who = ada) => {
    const page = await who.call(listMessages, { params, query })
    return { ...page, contents: page.items.map(({ content }) => content) }
  }
  return { course, ada, ben, params, write, read, connect }
}

test('what one writes the other reads', async () => {
  const { ada, ben, write, read } = await pair()
  const sent = await write(ada, 'Monday at nine?')
  expect(sent.statusCode).toBe(201)
  expect(sent.json()).toMatchObject({
    sequence: 1,
    senderId: ada.id,
    type: 'text',
    content: 'Monday at nine?',
    isRead: false,
  })
  await write(ben, 'Yes')
  const { items } = await read({}, ben)
  expect(items).toMatchObject([{ sequence: 2, senderId: ben.id }, sent.json()])
})

test('messages come newest first and page into the past, or oldest first after a sequence', async () => {
  const { ada, write, read } = await pair()
  for (const text of ['1', '2', '3', '4', '5']) await write(ada, text)
  const newest = await read({ limit: 2 })
  expect(newest.contents).toEqual(['5', '4'])
  const before = await read({ limit: 2, cursor: newest.nextCursor })
  expect(before.contents).toEqual(['3', '2'])
  expect(await read({ limit: 2, cursor: before.nextCursor })).toMatchObject({
    contents: ['1'],
    nextCursor: null,
  })

  const after = await read({ after: 1, limit: 3 })
  expect(after.contents).toEqual(['2', '3', '4'])
  expect(await read({ after: 1, limit: 3, cursor: after.nextCursor })).toMatchObject({
    contents: ['5'],
    nextCursor: null,
  })
  expect(await read({ after: 0 })).toMatchObject({ contents: ['1', '2', '3', '4', '5'] })
  expect((await read({ after: 5 })).contents).toEqual([])
})

test('a page stays where it was while new messages come', async () => {
  const { ada, write, read } = await pair()
  for (const text of ['1', '2', '3']) await write(ada, text)
  const { nextCursor } = await read({ limit: 1 })
  await write(ada, '4')
  expect((await read({ cursor: nextCursor })).contents).toEqual(['2', '1'])
})

test('messages sent at once are numbered without gaps', async () => {
  const { ada, ben, write, read } = await pair()
  await Promise.all(
    Array.from({ length: 30 }, (_, index) => write(index % 2 ? ada : ben, `message ${index}`)),
  )
  const { items } = await read({ after: 0, limit: 100 })
  expect(items.map(({ sequence }) => sequence)).toEqual(Array.from({ length: 30 }, (_, index) => index + 1))
  expect(new Set(items.map(({ content }) => content)).size).toBe(30)
})

test('sent again with its id, also many times at once, a message is there once', async () => {
  const { ada, write, read } = await pair()
  const id = randomUUID()
  const answers = await Promise.all(Array.from({ length: 8 }, () => write(ada, 'Hello', id)))
  expect(new Set(answers.map((answer) => `${answer.statusCode} ${answer.body}`)).size).toBe(1)
  expect(answers[0]?.json()).toMatchObject({ id, sequence: 1 })
  expect((await write(ada, 'Hello', id.toUpperCase())).json()).toEqual(answers[0]?.json())
  await write(ada, 'Next')
  expect((await read()).items.map(({ sequence }) => sequence)).toEqual([2, 1])
})

test('an id stands for one message only', async () => {
  const [one, other] = [await pair(), await pair()]
  const id = randomUUID()
  await one.write(one.ada, 'Hello', id)
  for (const answer of [await one.write(one.ben, 'Hello', id), await other.write(other.ada, 'Hello', id)])
    expect(answer.json()).toMatchObject({ status: 400, errors: [{ field: 'body.id' }] })

  for (let round = 0; round < 10; round++) {
    const shared = randomUUID()
    const answers = await Promise.all([
      one.write(one.ada, 'Hello', shared),
      other.write(other.ada, 'Hello', shared),
    ])
    expect(answers.map(problemOf).sort()).toEqual(['201', 'invalid-request'])
  }
})

test('a message is kept as it was typed', async () => {
  const { ada, write, read } = await pair()
  const typed = [
    '<b onclick="alert(1)">bold</b> & <script>',
    '  two\n\n\tlines  ',
    `'; DROP TABLE messages; --`,
    'e\u0301 \u{1F469}\u{1F3FD}\u200D\u{1F52C} العربية',
  ]
  for (const text of typed) expect((await write(ada, text)).json().content).toBe(text)
  expect((await read({ after: 0 })).contents).toEqual(typed)
})

test('4,000 characters fit, whatever they are; nothing and more do not', async () => {
  const { ada, write } = await pair()
  for (const character of ['a', 'é', '\u{1F600}']) {
    expect((await write(ada, character.repeat(4000))).statusCode).toBe(201)
    expect((await write(ada, character.repeat(4001))).json()).toMatchObject({
      status: 400,
      errors: [{ field: 'body.content', message: 'at most 4000 characters' }],
    })
  }
  // White space of every kind, and what no screen shows.
  for (const text of ['', ' \n\t', '\u00A0\u2003\u3000\u2028\uFEFF', 'a\u0000b', '\uD800'])
    expect(problemOf(await write(ada, text))).toBe('invalid-request')
})

test('others do not find the conversation, nor is there one before the request is accepted', async () => {
  const { course, ada, params, write } = await pair()
  await write(ada, 'Only for Ben')
  const eve = await home.student({ courses: [course] })
  const asked = await eve.call(requestConnection, { body: { targetId: ada.id, courseId: course } })
  for (const where of [params, { id: asked.id }, { id: randomUUID() }])
    for (const answer of [
      await eve.send(getConversation, { params: where }),
      await eve.send(listMessages, { params: where }),
      await eve.send(sendMessage, { params: where, body: { content: 'Hello' } }),
      await eve.send(markRead, { params: where, body: { sequence: 1 } }),
    ])
      expect(problemOf(answer)).toBe('not-found')
  expect(await ada.call(getConversation, { params })).toMatchObject({ lastMessage: { isRead: false } })
})

test('what is written while the other ends it is either sent or refused', async () => {
  for (let round = 0; round < 10; round++) {
    const { ada, ben, params, write, read } = await pair()
    const [end, ...answers] = await Promise.all([
      ben.send(cancelConnection, { params }),
      ...['1', '2', '3', '4'].map((text) => write(ada, text)),
    ])
    expect(problemOf(end)).toBe('200')
    const told = answers.map(problemOf)
    const sent = told.filter((one) => one === '201').length
    // Where nothing had been sent there is no conversation any more.
    expect(told.filter((one) => !['201', 'connection-closed', 'not-found'].includes(one))).toEqual([])
    if (sent > 0) expect((await read()).items).toHaveLength(sent)
  }
})

test('a conversation that ended can be read, and goes on where it was if they connect again', async () => {
  const { ada, ben, params, write, read, connect } = await pair()
  const id = randomUUID()
  const sent = (await write(ada, 'Hello', id)).json()
  await ben.call(cancelConnection, { params })
  expect(problemOf(await write(ada, 'Still there?'))).toBe('connection-closed')
  expect((await write(ada, 'Hello', id)).json()).toEqual(sent)
  expect((await read({}, ben)).contents).toEqual(['Hello'])
  expect(await ben.call(getConversation, { params })).toMatchObject({ isOpen: false, unread: 1 })

  expect((await connect()).id).toBe(params.id)
  expect((await write(ben, 'Here I am')).json()).toMatchObject({ sequence: 2 })
  expect(await ada.call(getConversation, { params })).toMatchObject({ isOpen: true })
})
