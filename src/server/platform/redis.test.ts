import { once } from 'node:events'
import { type AddressInfo, connect, createServer, type Server, type Socket } from 'node:net'
import { Redis } from 'ioredis'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { startRedis, type TestRedis } from '../../../tests/redis.ts'
import type { Kind } from './cache/cache.ts'
import { openCache } from './cache/open.ts'
import { keptLog, warning } from './cache/stores.fixture.ts'
import { openRedis } from './redis.ts'

const profile: Kind = { name: 'profile', seconds: 900 }
const later: (() => unknown)[] = []
let redis: TestRedis
beforeEach(async () => {
  redis = await startRedis()
})
afterEach(async () => {
  for (const close of later.splice(0)) await close()
  await redis.close()
})

function node(url: string) {
  const { log, entries } = keptLog()
  const connection = openRedis(url, log)
  later.push(() => connection.disconnect())
  return { cache: openCache({ upstash: null, cacheMemory: 1 }, connection, log), connection, entries }
}

/** @returns the address, as that of a Redis */
async function listen(server: Server): Promise<string> {
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  later.push(() => server.close())
  return `redis://127.0.0.1:${(server.address() as AddressInfo).port}`
}

/** Two calls of which the second has to make its value again. */
async function expectMisses({ cache }: ReturnType<typeof node>) {
  const begun = performance.now()
  expect(await cache.remember(profile, 'ada:1', async () => 1)).toBe(1)
  expect(await cache.remember(profile, 'ada:1', async () => 2)).toBe(2)
  expect(performance.now() - begun).toBeLessThan(1500)
}

test('the first calls of a process do not wait for the connection, and nothing is said', async () => {
  const first = node(redis.url)
  expect(await first.cache.remember(profile, 'ada:1', async () => 1)).toBe(1)
  expect(first.entries).toEqual([])
  await once(first.connection, 'ready')
  await first.cache.set(profile, 'ada:1', 2)
  expect(await first.cache.get(profile, 'ada:1')).toBe(2)
})

test('a Redis that was never there is said once', async () => {
  const nowhere = node('redis://127.0.0.1:1')
  await expectMisses(nowhere)
  // Several attempts to connect later.
  await new Promise((resolve) => setTimeout(resolve, 1500))
  expect(nowhere.entries).toMatchObject([{ level: warning, reason: expect.stringContaining('ECONNREFUSED') }])
})

test('a Redis that was frozen from the beginning is said, and used when it answers', async () => {
  redis.freeze()
  const waiting = node(redis.url)
  await expectMisses(waiting)
  await expect.poll(() => waiting.entries.length, { timeout: 5000 }).toBe(1)
  await expectMisses(waiting)
  redis.resume()
  await expect.poll(() => waiting.entries.at(-1)?.msg, { timeout: 10_000 }).toBe('Redis is back')
  await waiting.cache.set(profile, 'ada:1', 2)
  expect(await waiting.cache.get(profile, 'ada:1')).toBe(2)
})

test('a connection that was cut without a word is opened anew', async () => {
  const sockets: Socket[] = []
  const server = createServer((socket) => {
    const onward = connect(Number(new URL(redis.url).port), '127.0.0.1')
    socket.pipe(onward).pipe(socket)
    for (const end of [socket, onward]) sockets.push(end.on('error', () => {}))
  })
  const cut = node(await listen(server))
  later.push(() => sockets.map((socket) => socket.destroy()))
  await once(cut.connection, 'ready')
  for (const socket of sockets) socket.unpipe().pause()
  await expectMisses(cut)
  await expect.poll(() => cut.entries.map(({ msg }) => msg), { timeout: 10_000 }).toContain('Redis is back')
  expect(cut.entries.filter(({ level }) => level >= warning)).toHaveLength(2)
  await expect
    .poll(
      async () => {
        await cut.cache.set(profile, 'ada:1', 2)
        return cut.cache.get(profile, 'ada:1')
      },
      { timeout: 10_000 },
    )
    .toBe(2)
})

test('what is no Redis makes misses', async () => {
  const sockets = new Set<Socket>()
  const server = createServer((socket) => {
    sockets.add(socket)
    socket.on('error', () => {})
    socket.on('data', () => socket.write('HTTP/1.1 400 Bad Request\r\n\r\n'))
  })
  const other = node(await listen(server))
  later.push(() => {
    for (const socket of sockets) socket.destroy()
  })
  await expectMisses(other)
  await expect.poll(() => other.entries.length, { timeout: 5000 }).toBe(1)
  await expectMisses(other)
})

test('with the wrong password nothing is cached, and the log shows no password', async () => {
  const admin = new Redis(redis.url)
  await admin.config('SET', 'requirepass', 'the-right-one')
  const wrong = node(redis.url.replace('//', '//:the-wrong-one@'))
  await expect.poll(() => wrong.entries.length, { timeout: 5000 }).toBeGreaterThan(0)
  await expectMisses(wrong)
  admin.disconnect()
  const said = JSON.stringify(wrong.entries)
  expect(said).toMatch(/WRONGPASS|NOAUTH/)
  expect(said).not.toContain('the-wrong-one')
})
