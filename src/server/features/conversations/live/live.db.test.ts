import { setTimeout as pause } from 'node:timers/promises'
import { afterEach, beforeEach, describe, expect, onTestFinished, test } from 'vitest'
import { signOut } from '#contract/accounts.ts'
import { blockStudent } from '#contract/blocks.ts'
import { closeCodes } from '#contract/live.ts'
import { createTokens } from '#contract/tokens.ts'
import { type Campus, campus } from '../../../../../tests/campus.ts'
import { startRedis } from '../../../../../tests/redis.ts'
import { type TestNode, type TestServer, type TestStudent, testServer } from '../../../../../tests/server.ts'
import { connected } from '../pair.fixture.ts'
import { conversationRoutes } from '../routes.ts'
import { type LivePage, openPage } from './page.fixture.ts'
import { quick } from './quick.fixture.ts'

let server: TestServer
let home: Campus
let address: string
let nodes: TestNode[]
beforeEach(async () => {
  nodes = []
  server = await testServer()
  address = await listening(server)
  home = await campus(server)
})
afterEach(async () => {
  for (const node of nodes) await node.close()
  await server.close()
})

async function listening({ app, parts }: Pick<TestNode, 'app' | 'parts'>, options = quick): Promise<string> {
  app.register(async (scope) => conversationRoutes(scope, parts, options), { prefix: '/quick' })
  return `${await app.listen({ host: '127.0.0.1', port: 0 })}/quick`
}

/** Another process of the service. */
async function secondNode(settings = {}, options = quick): Promise<{ node: TestNode; at: string }> {
  const node = await server.node(settings)
  nodes.push(node)
  return { node, at: await listening(node, options) }
}

async function opened(
  student: TestStudent,
  places?: Record<string, number>,
  at = address,
): Promise<LivePage> {
  const page = await openPage(at, { cookie: `cc_session=${student.token}` }, places)
  onTestFinished(() => page.socket.terminate())
  if (places) await page.until(() => page.frames.some(({ type }) => type === 'resumed'), 'resumed')
  return page
}

async function write(student: TestStudent, id: string, content = 'Hello', at = address): Promise<void> {
  const response = await fetch(`${at}/api/v1/conversations/${id}/messages`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', cookie: `cc_session=${student.token}` },
    body: JSON.stringify({ content }),
  })
  expect(response.status).toBe(201)
}

const sequences = (page: LivePage, id: string) => page.of(id).map(({ sequence }) => sequence)
const upTo = (last: number, first = 1) =>
  Array.from({ length: last - first + 1 }, (_, index) => first + index)

describe('delivery', () => {
  test('what one writes comes to all pages of both, once and in order, and to nobody else', async () => {
    const { ada, ben, id } = await connected(home)
    const eve = await home.student()
    const pages = [await opened(ada, {}), await opened(ben, {}), await opened(ben, {})]
    const hers = await opened(eve, { [id]: 0 })
    await Promise.all(upTo(30).map((number) => write(number % 2 ? ada : ben, id, `Message ${number}`)))
    for (const page of pages) {
      await page.untilSequence(id, 30)
      expect(sequences(page, id)).toEqual(upTo(30))
    }
    expect(hers.frames).toEqual([{ type: 'resumed', lastSequences: {} }])
  })

  test('who comes back gets exactly what they missed, in pages, and then what is new', async () => {
    const { ada, ben, id } = await connected(home)
    for (const number of upTo(35)) await write(ada, id, `Message ${number}`)
    const page = await opened(ben, { [id]: 3 })
    expect(page.frames[0]).toEqual({ type: 'resumed', lastSequences: { [id]: 35 } })
    await page.untilSequence(id, 35)
    await write(ada, id)
    await page.untilSequence(id, 36)
    expect(sequences(page, id)).toEqual(upTo(36, 4))
    const sizes = page.frames.flatMap((frame) => (frame.type === 'messages' ? [frame.messages.length] : []))
    expect(Math.max(...sizes)).toBe(quick.page)
    page.socket.close()
    expect(sequences(await opened(ben, { [id]: 36 }), id)).toEqual([])
  })

  test('of a conversation that a page has not named it gets what is new; of a new one, all', async () => {
    const { ada, ben, id } = await connected(home)
    await write(ada, id)
    const page = await opened(ben, {})
    await write(ada, id)
    await page.untilSequence(id, 2)
    expect(sequences(page, id)).toEqual([2])
    const another = await connected(home, { ben })
    await write(another.ada, another.id)
    await page.untilSequence(another.id, 1)
  })

  test('nothing comes before the page has said what it has; saying it anew begins there', async () => {
    const { ada, ben, id } = await connected(home)
    const page = await opened(ben)
    await write(ada, id)
    await pause(3 * quick.look)
    expect(page.frames).toEqual([])
    for (const times of [1, 2]) {
      page.say({ type: 'resume', places: { [id]: 0 } })
      await page.until(() => page.of(id).length === times)
    }
    page.say({ type: 'resume', places: { [id]: 900 } })
    await write(ada, id)
    await page.untilSequence(id, 2)
    expect(sequences(page, id)).toEqual([1, 1, 2])
  })

  test('after a block nothing comes, typing neither', async () => {
    const { ada, ben, id } = await connected(home)
    const page = await opened(ben, { [id]: 0 })
    const hers = await opened(ada, { [id]: 0 })
    await write(ada, id)
    await page.untilSequence(id, 1)
    await ada.call(blockStudent, { params: { id: ben.id } })
    hers.say({ type: 'typing', conversationId: id })
    await pause(3 * quick.look)
    expect(page.frames).toHaveLength(2)
  })

  test('who types is seen by the other one only', async () => {
    const { ada, ben, id } = await connected(home)
    const [hers, his] = [await opened(ada, {}), await opened(ben, {})]
    const eve = await opened(await home.student(), {})
    eve.say({ type: 'typing', conversationId: id })
    hers.say({ type: 'typing', conversationId: id })
    await his.until(() => his.frames.some(({ type }) => type === 'typing'))
    await pause(quick.look)
    expect(his.frames.filter(({ type }) => type === 'typing')).toHaveLength(1)
    expect(hers.frames).toHaveLength(1)
  })

  test('a page that asks for a sign of life gets one', async () => {
    const page = await opened(await home.student())
    page.say({ type: 'ping' })
    await page.until(() => page.frames.some(({ type }) => type === 'pong'))
  })
})

describe('several nodes', () => {
  test('without Redis messages come by the next look', async () => {
    const { ada, ben, id } = await connected(home)
    const { at } = await secondNode()
    const page = await opened(ben, { [id]: 0 }, at)
    for (const number of upTo(5)) await write(ada, id, `Message ${number}`)
    await page.untilSequence(id, 5)
    expect(sequences(page, id)).toEqual(upTo(5))
  })

  test('with Redis they come at once; what was said while it was away comes when it is back or by a look', async () => {
    const redis = await startRedis()
    onTestFinished(redis.close)
    const { ada, ben, id } = await connected(home)
    const patient = { ...quick, look: 1000 }
    const one = await secondNode({ redisUrl: redis.url }, patient)
    const two = await secondNode({ redisUrl: redis.url }, patient)
    const page = await opened(ben, { [id]: 0 }, two.at)
    await pause(500) // both have subscribed
    await write(ada, id, 'By a hint', one.at)
    await page.untilSequence(id, 1) // the next look is a minute away
    await redis.kill()
    await write(ada, id, 'By a look', one.at)
    await page.untilSequence(id, 2)
    await redis.restart()
    await write(ada, id, 'Somehow', one.at)
    await page.untilSequence(id, 3)
    expect(sequences(page, id)).toEqual([1, 2, 3])
  })

  test('typing is seen on another node', async () => {
    const redis = await startRedis()
    onTestFinished(redis.close)
    const { ada, ben, id } = await connected(home)
    const [one, two] = [await secondNode({ redisUrl: redis.url }), await secondNode({ redisUrl: redis.url })]
    const [hers, his] = [await opened(ada, {}, one.at), await opened(ben, {}, two.at)]
    await pause(500)
    hers.say({ type: 'typing', conversationId: id })
    await his.until(() => his.frames.some(({ type }) => type === 'typing'))
  })
})

describe('a socket is not opened', () => {
  const refusal = (headers: Record<string, string>) =>
    openPage(address, headers).then(
      () => 'opened',
      (error: Error) => error.message,
    )

  test('by nobody, by who has signed out, or by a page of another site', async () => {
    const ada = await home.student()
    const cookie = `cc_session=${ada.token}`
    expect(await refusal({})).toBe('Unexpected server response: 401')
    expect(await refusal({ cookie, origin: 'https://evil.example' })).toBe('Unexpected server response: 403')
    expect(await refusal({ cookie, 'sec-fetch-site': 'cross-site' })).toBe('Unexpected server response: 403')
    expect(await refusal({ cookie, origin: new URL(address).origin })).toBe('opened')
    await ada.call(signOut)
    expect(await refusal({ cookie })).toBe('Unexpected server response: 401')
  })

  test('at any other address, where asking for one changes nothing', async () => {
    const ada = await home.student()
    const { origin } = new URL(address)
    const response = await openPage(`${origin}/api/v1/conversations/x`, {
      cookie: `cc_session=${ada.token}`,
    }).catch((error: Error) => error.message)
    expect(response).toBe('Unexpected server response: 404')
    const plain = await ada.inject({ url: '/api/v1/live' })
    expect(plain.json()).toMatchObject({ status: 426 })
  })

  test('past the most that a node has', async () => {
    for (let count = 0; count < quick.mostOfNode; count++) await opened(await home.student())
    const page = await opened(await home.student())
    expect(await page.untilClosed()).toBe(closeCodes.tryAgain)
  })
})

describe('a socket is closed', () => {
  test('when the student signs out, and only that browser’s', async () => {
    const ada = await home.student()
    const [here, there] = [await opened(ada, {}), await opened(await server.signedIn(ada.id, ada.email), {})]
    await ada.call(signOut)
    expect(await here.untilClosed(2000)).toBe(closeCodes.signedOut)
    await pause(2 * quick.check)
    expect(there.closeCode()).toBeNull()
  })

  test('when the student is suspended, who gets nothing from that moment on', async () => {
    const { ada, ben, id } = await connected(home)
    const slow = await secondNode({}, { ...quick, check: 60_000 })
    const [page, late] = [await opened(ben, { [id]: 0 }), await opened(ben, { [id]: 0 }, slow.at)]
    await server.database.pool.query('UPDATE users SET is_active = FALSE WHERE id = $1', [ben.id])
    await write(ada, id)
    expect(await page.untilClosed(2000)).toBe(closeCodes.signedOut)
    await pause(5 * quick.look)
    expect([...page.frames, ...late.frames].map(({ type }) => type)).toEqual(['resumed', 'resumed'])
  })

  test('of a session that has ended gets nothing from that moment on, and the others get it', async () => {
    const { ada, ben, id } = await connected(home)
    const slow = await secondNode({}, { ...quick, look: 60_000, check: 60_000 })
    const other = await server.signedIn(ben.id, ben.email)
    const [gone, still] = [await opened(ben, { [id]: 0 }, slow.at), await opened(other, { [id]: 0 }, slow.at)]
    await ben.call(signOut)
    for (const number of upTo(3)) await write(ada, id, `Message ${number}`, slow.at)
    await still.untilSequence(id, 3)
    expect(sequences(still, id)).toEqual(upTo(3))
    expect(gone.frames.map(({ type }) => type)).toEqual(['resumed'])
  })

  test('of a program, with its tokens', async () => {
    const ada = await home.student({ password: 'correct horse battery' })
    const body = { email: ada.email, password: 'correct horse battery' }
    const { accessToken } = await server.nobody.call(createTokens, { body })
    const page = await openPage(address, { authorization: `Bearer ${accessToken}` }, {})
    onTestFinished(() => page.socket.terminate())
    await page.until(() => page.frames.length === 1)
    await server.database.pool.query('DELETE FROM user_sessions WHERE user_id = $1', [ada.id])
    expect(await page.untilClosed(2000)).toBe(closeCodes.signedOut)
  })

  test.for(['nonsense', '{}', '{"type":"resume","places":{"x":1}}', '{"type":"resume","places":{"y":-1}}'])(
    'for a frame that is none: %s',
    async (text) => {
      const page = await opened(await home.student())
      page.socket.send(text)
      expect(await page.untilClosed()).toBe(closeCodes.badFrame)
    },
  )

  test('for too many frames, and for one that is too large', async () => {
    const ada = await home.student()
    const [chatty, large] = [await opened(ada), await opened(ada)]
    for (let count = 0; count <= quick.mostFrames; count++) chatty.say({ type: 'ping' })
    expect(await chatty.untilClosed()).toBe(closeCodes.badFrame)
    large.socket.send('x'.repeat(70_000))
    expect(await large.untilClosed()).toBe(1009)
  })

  test('when nobody answers the heartbeat any more', async () => {
    const { ada, ben, id } = await connected(home)
    const page = await opened(ben, { [id]: 0 })
    const deaf = await openPage(
      address,
      { cookie: `cc_session=${ben.token}` },
      { [id]: 0 },
      {
        autoPong: false,
      },
    )
    expect(await deaf.untilClosed(3 * quick.heartbeat + 500)).toBe(1006)
    await pause(3 * quick.heartbeat)
    await write(ada, id)
    await page.untilSequence(id, 1)
  })

  test('when its reader does not read; the next ones get all', async () => {
    const { ada, ben, id } = await connected(home)
    await server.database.pool.query(
      `INSERT INTO messages (connection_id, sender_id, content, sequence)
       SELECT $1, $2, repeat('x', 4000), 0 FROM generate_series(1, 3000)`,
      [id, ada.id],
    )
    const slow = await opened(ben)
    slow.say({ type: 'resume', places: { [id]: 0 } })
    slow.socket.pause()
    const before = process.memoryUsage().rss
    await pause(3 * quick.heartbeat)
    slow.socket.resume()
    await slow.untilClosed()
    expect(process.memoryUsage().rss - before).toBeLessThan(64 * 1024 * 1024)
    const had = sequences(slow, id)
    expect(had.length).toBeLessThan(3000)
    // Where this machine is busy, the next one may be found too slow as well.
    while (had.length < 3000) {
      const next = await opened(ben, { [id]: had.length })
      const isDone = () => next.closeCode() !== null || next.of(id).at(-1)?.sequence === 3000
      await next.until(isDone, 'all or closed', 30_000)
      had.push(...sequences(next, id))
    }
    expect(had).toEqual(upTo(3000))
  })

  test('when the student opens more than some, the oldest first', async () => {
    const ada = await home.student()
    const pages = [await opened(ada), await opened(ada), await opened(ada), await opened(ada)]
    expect(await pages[0]?.untilClosed()).toBe(closeCodes.tryAgain)
    await pause(2 * quick.check)
    expect(pages.map((page) => page.closeCode() === null)).toEqual([false, true, true, true])
  })

  test('with the process, which does not wait for it', async () => {
    const { node, at } = await secondNode()
    const page = await opened(await home.student(), {}, at)
    const start = performance.now()
    await node.app.close()
    expect(performance.now() - start).toBeLessThan(1000)
    expect(await page.untilClosed()).toBe(1001)
  })
})
