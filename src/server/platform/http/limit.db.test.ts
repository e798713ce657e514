import { Redis } from 'ioredis'
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest'
import { campus } from '../../../../tests/campus.ts'
import { problemOf } from '../../../../tests/problem.ts'
import { startRedis } from '../../../../tests/redis.ts'
import { type TestServer, testServer } from '../../../../tests/server.ts'
import { addressOf } from './limit.ts'

const rateLimitPerMinute = 20
let open: TestServer
let behindProxy: TestServer
beforeAll(async () => {
  open = await testServer({ rateLimitPerMinute })
  behindProxy = await testServer({ rateLimitPerMinute, trustProxy: '127.0.0.1' })
})
afterAll(async () => {
  await open.close()
  await behindProxy.close()
})

const ask = (server: TestServer, forwardedFor?: string) =>
  server.nobody.inject({
    url: '/api/v1/universities',
    ...(forwardedFor && { headers: { 'x-forwarded-for': forwardedFor } }),
  })

test('past the limit an address is told how long to wait; probes go on', async () => {
  for (let use = 0; use < rateLimitPerMinute; use++) expect((await ask(open)).statusCode).toBe(200)
  const refused = await ask(open)
  expect(refused.headers['ratelimit-policy']).toBe('"requests";q=20;w=60')
  expect(refused.headers.ratelimit).toMatch(/^"requests";r=0;t=\d+$/)
  expect(problemOf(refused)).toBe('too-many-requests')
  const { retryAfter, detail } = refused.json()
  expect(retryAfter).toBeGreaterThan(0)
  // This window and a twentieth of the next, by when one of the twenty uses counts no more.
  expect(retryAfter).toBeLessThanOrEqual(63)
  expect(refused.headers['retry-after']).toBe(String(retryAfter))
  expect(detail).toContain(String(retryAfter))
  expect((await open.nobody.inject({ url: '/health/ready' })).statusCode).toBe(200)

  // Neither signing in nor a header that anybody can write helps.
  const student = await (await campus(open)).student()
  expect(problemOf(await student.inject({ url: '/api/v1/me' }))).toBe('too-many-requests')
  expect(problemOf(await ask(open, '10.0.0.9'))).toBe('too-many-requests')
})

test('behind a trusted proxy the address is the one that the proxy names', async () => {
  for (let use = 0; use < rateLimitPerMinute; use++) await ask(behindProxy, '10.0.0.1')
  expect(problemOf(await ask(behindProxy, '10.0.0.1'))).toBe('too-many-requests')
  expect(problemOf(await ask(behindProxy, '10.0.0.2'))).toBe('200')
  // What the client itself wrote stands before what the proxy added.
  expect(problemOf(await ask(behindProxy, '10.0.0.3, 10.0.0.1'))).toBe('too-many-requests')
})

test('where Redis is set, it counts', async () => {
  const redis = await startRedis()
  onTestFinished(() => redis.close())
  const server = await testServer({ rateLimitPerMinute, redisUrl: redis.url })
  onTestFinished(() => server.close())
  const reader = new Redis(redis.url)
  onTestFinished(() => reader.disconnect())
  await expect
    .poll(async () => {
      await ask(server)
      return reader.exists('rate_limit:requests:127.0.0.1')
    })
    .toBe(1)
})

test('an IPv6 subscriber is one address, an IPv4 one its own', () => {
  const keys = [
    '2001:db8:0:7::1',
    '2001:0DB8::7:ffff:1:2:3',
    '2001:db8:0:8::1',
    '::1',
    '::ffff:10.0.0.1',
    '10.0.0.1',
  ]
  expect(keys.map((ip) => addressOf({ ip }))).toEqual([
    '2001:db8:0:7::/64',
    '2001:db8:0:7::/64',
    '2001:db8:0:8::/64',
    '0:0:0:0::/64',
    '10.0.0.1',
    '10.0.0.1',
  ])
})
