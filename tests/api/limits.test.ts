import sharp from 'sharp'
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest'
import { getMe } from '#contract/accounts.ts'
import { acceptConnection, requestConnection } from '#contract/connections.ts'
import { sendMessage } from '#contract/conversations.ts'
import { requestExport } from '#contract/exports.ts'
import { reportStudent } from '#contract/reports.ts'
import { type Campus, campus } from '../campus.ts'
import { startRedis } from '../redis.ts'
import { type TestServer, testServer } from '../server.ts'

let server: TestServer
let home: Campus
beforeAll(async () => {
  server = await testServer({
    rateLimitPerMinute: 1000,
    studentLimitPerHour: 60,
    requestLimitPerDay: 2,
    messageLimitPerMinute: 3,
  })
  home = await campus(server)
})
afterAll(() => server.close())

test('a student has a limit, from all addresses together; the tighter one is told', async () => {
  const [ada, ben] = [await home.student(), await home.student()]
  const ask = (remoteAddress: string) => ada.inject({ url: '/api/v1/me', remoteAddress })
  const first = await ask('192.0.2.1')
  expect(first.headers['ratelimit-policy']).toBe('"student";q=60;w=3600')
  expect(first.headers.ratelimit).toMatch(/^"student";r=59;t=\d+$/)
  for (let use = 1; use < 60; use++) await ask(`192.0.2.${use}`)
  const refused = await ask('192.0.2.100')
  expect(refused.statusCode).toBe(429)
  expect(refused.headers.ratelimit).toBe(`"student";r=0;t=${refused.headers['retry-after']}`)
  expect((await ben.send(getMe)).statusCode).toBe(200)
  const nobody = await server.nobody.inject({ url: '/api/v1/universities', remoteAddress: '192.0.2.1' })
  expect(nobody.headers['ratelimit-policy']).toBe('"requests";q=1000;w=60')
})

test('requests and messages run out for whoever sends them', async () => {
  const course = await home.course()
  const [ada, ...others] = await Promise.all([1, 2, 3, 4].map(() => home.student({ courses: [course] })))
  const asked = []
  for (const { id } of others)
    asked.push(await ada?.send(requestConnection, { body: { targetId: id, courseId: course } }))
  expect(asked.map((answer) => answer?.statusCode)).toEqual([201, 201, 429])
  expect(asked[0]?.headers['ratelimit-policy']).toBe('"request";q=2;w=86400')
  expect(asked[2]?.headers['ratelimit-policy']).toBe('"request";q=2;w=86400')

  const id = asked[0]?.json().id
  await others[0]?.call(acceptConnection, { params: { id } })
  const sent = []
  for (let count = 0; count < 4; count++)
    sent.push(await ada?.send(sendMessage, { params: { id }, body: { content: 'Hello' } }))
  expect(sent.map((answer) => answer?.statusCode)).toEqual([201, 201, 201, 429])
})

test('reports, exports and pictures run out', async () => {
  const course = await home.course()
  const [ada, ben] = await Promise.all([1, 2].map(() => home.student({ courses: [course] })))
  const statuses = async (count: number, once: () => Promise<{ statusCode: number } | undefined>) => {
    const all = []
    for (let use = 0; use < count; use++) all.push((await once())?.statusCode)
    return [...new Set(all.slice(0, -1)), all.at(-1)]
  }
  const report = { studentId: ben?.id ?? '', kind: 'person', reason: 'spam' } as const
  expect(await statuses(21, async () => ada?.send(reportStudent, { body: report }))).toEqual([204, 429])
  expect(await statuses(4, async () => ada?.send(requestExport))).toEqual([202, 429])
  const payload = await sharp({ create: { width: 9, height: 9, channels: 3, background: 'teal' } })
    .png()
    .toBuffer()
  const put = async () =>
    ben?.inject({
      method: 'PUT',
      url: '/api/v1/me/picture',
      headers: { 'content-type': 'image/png' },
      payload,
    })
  expect(await statuses(21, put)).toEqual([200, 429])
})

test('while Redis is gone or silent limits are counted here: no answer is lost, none is past the limit', async () => {
  const redis = await startRedis()
  onTestFinished(() => redis.close())
  const limited = await testServer({ redisUrl: redis.url, rateLimitPerMinute: 30, studentLimitPerHour: 20 })
  onTestFinished(() => limited.close())
  const ada = await (await campus(limited)).student()
  const ask = async (count: number) => {
    const answers = await Promise.all(Array.from({ length: count }, () => ada.send(getMe)))
    return Map.groupBy(answers, ({ statusCode }) => statusCode)
  }
  expect((await ask(5)).get(200)).toHaveLength(5)
  redis.freeze()
  onTestFinished(() => redis.resume())
  expect((await ask(5)).get(200)).toHaveLength(5)
  await redis.kill()
  const last = await ask(30)
  expect([...last.keys()].sort()).toEqual([200, 429])
  expect(last.get(200)?.length).toBeLessThanOrEqual(15)
  for (const { headers } of last.get(429) ?? [])
    expect(headers).toMatchObject({
      'retry-after': expect.stringMatching(/^[1-9]\d*$/),
      ratelimit: expect.stringContaining(';r=0;'),
    })
})
