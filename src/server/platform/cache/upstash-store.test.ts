import { setTimeout as pause } from 'node:timers/promises'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { startRedis, type TestRedis } from '../../../../tests/redis.ts'
import { startUpstash, type TestUpstash } from '../../../../tests/upstash.ts'
import type { Kind } from './cache.ts'
import { openCache } from './open.ts'
import { keptLog, warning } from './stores.fixture.ts'

const profile: Kind = { name: 'profile', seconds: 900 }
let redis: TestRedis
let upstash: TestUpstash
beforeAll(async () => {
  redis = await startRedis()
  upstash = await startUpstash(redis.url)
})
beforeEach(() => upstash.answerWith(null))
afterAll(async () => {
  await upstash.close()
  await redis.close()
})

function node(token = upstash.token) {
  const { log, entries } = keptLog()
  const cache = openCache({ upstash: { url: upstash.url, token }, cacheMemory: 1 }, null, log)
  return { cache, entries, warnings: () => entries.filter(({ level }) => level >= warning) }
}

test.for([
  [502, '<html>Bad gateway</html>'],
  [200, '<html>Sign in to this network</html>'],
  [200, ''],
  [200, 'null'],
  [200, '{}'],
  [200, '[]'],
  [200, '{"result":{"name":"Eve"}}'],
  [200, '{"result":7}'],
  [200, '{"error":"ERR no"}'],
  [429, '{"error":"ERR max requests limit exceeded"}'],
] as const)('an answer %i %j is a miss, said once', async ([status, body]) => {
  const { cache, warnings } = node()
  upstash.answerWith({ status, body })
  const before = upstash.requests()
  for (let call = 0; call < 20; call++)
    expect(await cache.remember(profile, 'ada:1', async () => call)).toBe(call)
  expect(warnings()).toHaveLength(1)
  expect(upstash.requests() - before).toBe(1)
})

test('after a pause one call tries, and the others do not wait for it', async () => {
  const { cache, entries, warnings } = node()
  upstash.answerWith({ status: 502, body: '' })
  await cache.get(profile, 'ada:1')
  await pause(5100)
  const before = upstash.requests()
  await Promise.all(Array.from({ length: 100 }, (_, key) => cache.get(profile, `${key}`)))
  expect(upstash.requests() - before).toBe(1)
  expect(warnings()).toHaveLength(1)
  upstash.answerWith(null)
  await pause(5100)
  await cache.set(profile, 'ada:1', 'remembered')
  expect(await cache.get(profile, 'ada:1')).toBe('remembered')
  expect(entries.at(-1)?.msg).toBe('The cache answers again')
})

test('without the right token nothing is cached, and the log says why and shows no token', async () => {
  const { cache, entries } = node('a-wrong-token')
  expect(await cache.remember(profile, 'ada:1', async () => 'made')).toBe('made')
  expect(entries).toMatchObject([{ level: warning, reason: 'WRONGPASS invalid or missing auth token' }])
  expect(JSON.stringify(entries)).not.toContain('a-wrong-token')
})

test('an address where nobody is costs little, and the log names the reason', async () => {
  const { log, entries } = keptLog()
  const cache = openCache({ upstash: { url: 'http://127.0.0.1:1', token: 'x' }, cacheMemory: 1 }, null, log)
  const begun = performance.now()
  expect(await cache.remember(profile, 'ada:1', async () => 'made')).toBe('made')
  expect(performance.now() - begun).toBeLessThan(1000)
  expect(entries).toMatchObject([{ level: warning }])
})
