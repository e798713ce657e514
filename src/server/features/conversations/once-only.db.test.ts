import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest'
import { listMessages, sendMessage } from '#contract/conversations.ts'
import { type Campus, campus } from '../../../../tests/campus.ts'
import { problemOf } from '../../../../tests/problem.ts'
import { type TestServer, testServer } from '../../../../tests/server.ts'
import { buildApp } from '../../app.ts'
import { closeParts, openParts } from '../../parts.ts'
import { openLine } from './lost-commit.fixture.ts'
import { connected } from './pair.fixture.ts'

// A message that is sent again is there once, however the first answer was lost.

let server: TestServer
let home: Campus
beforeAll(async () => {
  server = await testServer()
  home = await campus(server)
})
afterAll(() => server.close())

test('at once by two nodes, every answer is of the one message', async () => {
  const { ada, ben, id } = await connected(home)
  const second = await server.node()
  onTestFinished(second.close)
  const nodes = [ada, second.as(ada)]
  const ids = Array.from({ length: 10 }, () => randomUUID())
  const answers = await Promise.all(
    ids.flatMap((messageId) =>
      [0, 1, 2, 3].map((turn) => {
        const body = { id: messageId, content: `Message ${messageId}` }
        return (nodes[turn % 2] ?? ada).send(sendMessage, { params: { id }, body })
      }),
    ),
  )
  expect(answers.map(({ statusCode }) => statusCode)).toEqual(answers.map(() => 201))
  expect(new Set(answers.map(({ body }) => body)).size).toBe(ids.length)
  const { items } = await ben.call(listMessages, { params: { id }, query: { after: 0, limit: 100 } })
  expect(items.map(({ sequence }) => sequence)).toEqual(ids.map((_, index) => index + 1))
})

test('after a commit whose answer was lost, the retry answers what was committed', async () => {
  const { ada, ben, id } = await connected(home)
  const line = await openLine(server.database.url)
  onTestFinished(line.close)
  const parts = await openParts({ ...server.parts.settings }, line.url)
  const app = await buildApp(parts)
  onTestFinished(async () => {
    await app.close()
    await closeParts(parts)
  })
  const send = (messageId: string, more: object = {}) =>
    app.inject({
      method: 'POST',
      url: `/api/v1/conversations/${id}/messages`,
      cookies: { cc_session: ada.token },
      payload: { id: messageId, content: 'Are you there?', ...more },
    })
  const plain = randomUUID()
  line.loseNextCommit()
  const sent = await send(plain)
  expect([sent.statusCode, line.lost()]).toEqual([201, 1]) // it is looked at again before anything is said
  expect((await send(plain)).body).toBe(sent.body)

  const answer = { replyTo: 1 }
  for (let round = 1; round <= 4; round++) {
    const messageId = randomUUID()
    line.loseNextCommit()
    expect(problemOf(await send(messageId, answer))).toBe('internal-error')
    expect(line.lost()).toBe(1 + round)
    const again = await send(messageId, answer)
    expect(again.json()).toMatchObject({ id: messageId, sequence: 1 + round })
    expect((await send(messageId, answer)).body).toBe(again.body)
  }
  const { items } = await ben.call(listMessages, { params: { id }, query: { after: 0 } })
  expect(items.map(({ sequence }) => sequence)).toEqual([1, 2, 3, 4, 5])
})
