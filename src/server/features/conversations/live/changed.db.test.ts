import { afterAll, beforeAll, expect, test } from 'vitest'
import { sendMessage } from '#contract/conversations.ts'
import { deleteMessage, editMessage } from '#contract/message-changes.ts'
import { campus } from '../../../../../tests/campus.ts'
import { type TestServer, testServer } from '../../../../../tests/server.ts'
import { connected } from '../pair.fixture.ts'
import { openPage } from './page.fixture.ts'

let server: TestServer
let address: string
beforeAll(async () => {
  server = await testServer()
  address = await server.app.listen({ host: '127.0.0.1', port: 0 })
})
afterAll(() => server.close())

test('pages of both are told of an edit and a deletion, and of messages with what they answer', async () => {
  const { ada, ben, id } = await connected(await campus(server))
  const [mine, theirs] = await Promise.all(
    [ada, ben].map(({ token }) => openPage(address, { cookie: `cc_session=${token}` }, { [id]: 0 })),
  )
  if (!mine || !theirs) throw new Error('two pages were opened')
  const params = { id }
  const asked = await ada.call(sendMessage, { params, body: { content: 'Wehn?' } })
  const answer = await ben.call(sendMessage, { params, body: { content: 'Now', replyTo: asked.sequence } })
  await Promise.all([mine, theirs].map((page) => page.untilSequence(id, 2)))
  expect(mine.of(id)).toEqual([asked, answer])

  const changes = () => theirs.frames.filter(({ type }) => type === 'changed')
  const at = { params: { id, messageId: asked.id } }
  await ada.call(editMessage, { ...at, body: { content: 'When?' } })
  await theirs.until(() => changes().length === 1)
  await ada.call(deleteMessage, at)
  await theirs.until(() => changes().length === 2)
  expect(changes()[0]).toEqual({ type: 'changed', conversationId: id })
  await mine.until(() => mine.frames.filter(({ type }) => type === 'changed').length === 2)
})
