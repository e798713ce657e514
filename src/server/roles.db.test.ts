import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest'
import { openPage } from '#features/conversations/live/page.fixture.ts'
import { connected } from '#features/conversations/pair.fixture.ts'
import { campus } from '../../tests/campus.ts'
import { startRedis } from '../../tests/redis.ts'
import { type TestServer, testServer } from '../../tests/server.ts'
import { type RunningRole, startRole } from './role.fixture.ts'

let server: TestServer
beforeAll(async () => {
  server = await testServer()
})
afterAll(() => server.close())

const soon = { timeout: 30_000, interval: 50 }

async function running(role: string, settings: Record<string, string> = {}): Promise<RunningRole> {
  const process = await startRole(role, { DATABASE_URL: server.database.url, ...settings })
  onTestFinished(() => process.close())
  await expect.poll(async () => (await process.probe('ready'))?.status, soon).toBe(200)
  return process
}

test('one answers people, the other works jobs off, and what a job does is told to pages at once', async () => {
  const redis = await startRedis()
  onTestFinished(redis.close)
  const settings = { REDIS_URL: redis.url }
  const [web, worker] = await Promise.all([running('web', settings), running('worker', settings)])
  const { ada, ben, id } = await connected(await campus(server))
  const page = await openPage(web.address, { cookie: `cc_session=${ben.token}` }, { [id]: 0 })
  onTestFinished(() => page.leave())
  const sent = await fetch(`${web.address}/api/v1/conversations/${id}/messages`, {
    method: 'POST',
    headers: { cookie: `cc_session=${ada.token}`, 'content-type': 'application/json' },
    body: JSON.stringify({ content: 'Hello' }),
  })
  expect(sent.status).toBe(201)
  await page.untilSequence(id, 1)
  await page.until(() => page.frames.some(({ type }) => type === 'notified'), 'notified', soon.timeout)
  await expect.poll(worker.output, soon).toContain('"msg":"job notifications.deliver"')
  expect(web.output()).not.toContain('"msg":"job ')
  expect((await fetch(`${worker.address}/api/v1/universities`)).status).toBe(404)
})

test('one that is told to end is not ready first, then lets its pages go elsewhere, and ends in order', async () => {
  const web = await running('web', { DRAIN_SECONDS: '5' })
  const { ben } = await connected(await campus(server))
  const page = await openPage(web.address, { cookie: `cc_session=${ben.token}` }, {})
  onTestFinished(() => page.leave())
  web.end()
  await expect.poll(async () => (await web.probe('ready'))?.status, soon).toBe(503)
  expect(await web.probe('live')).toMatchObject({ status: 200 })
  expect(await page.untilClosed(soon.timeout)).toBe(1001)
  expect(await web.exit).toBe(0)
})

test('readiness says whether Redis is there, which nobody has to wait for', async () => {
  const redis = await startRedis()
  onTestFinished(redis.close)
  const web = await running('web', { REDIS_URL: redis.url })
  await expect.poll(async () => (await web.probe('ready'))?.body.redis, soon).toBe('ready')
  await redis.kill()
  await expect.poll(() => web.probe('ready'), soon).toMatchObject({ status: 200, body: { redis: 'away' } })
})

test('none starts on the database of a newer release, nor is one ready on that of an older one', async () => {
  const { pool } = server.database
  const web = await running('web')
  const [last] = (
    await pool.query('SELECT migration_name FROM _prisma_migrations ORDER BY migration_name DESC LIMIT 1')
  ).rows
  const rename = (from: string, to: string) =>
    pool.query('UPDATE _prisma_migrations SET migration_name = $2 WHERE migration_name = $1', [from, to])
  await rename(last.migration_name, '20991231000000_later')
  onTestFinished(async () => void (await rename('20991231000000_later', last.migration_name)))
  expect(await web.probe('ready')).toMatchObject({
    status: 503,
    body: { detail: expect.stringContaining(last.migration_name) },
  })
  const later = await startRole('all', { DATABASE_URL: server.database.url })
  onTestFinished(() => later.close())
  expect(await later.exit).toBe(1)
  expect(later.output()).toContain('of a newer release: it has 20991231000000_later')
})
