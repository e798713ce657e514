import { afterAll, beforeAll, beforeEach, expect, onTestFinished, test } from 'vitest'
import { signOut } from '#contract/accounts.ts'
import { blockStudent } from '#contract/blocks.ts'
import { acceptConnection, requestConnection } from '#contract/connections.ts'
import { sendMessage } from '#contract/conversations.ts'
import {
  deletePushSubscription,
  getNotificationSettings,
  getPushKey,
  putNotificationSettings,
  putPushSubscription,
  readNotifications,
} from '#contract/notifications.ts'
import { type Campus, campus } from '../../../../tests/campus.ts'
import { classOf } from '../../../../tests/class.ts'
import { type TestServer, type TestStudent, testServer } from '../../../../tests/server.ts'
import { startJobs } from '../../jobs.ts'
import { deliver } from './deliver.ts'
import { pushReceiver, type Receiver } from './receiver.fixture.ts'

let server: TestServer
let home: Campus
let browser: Receiver
beforeAll(async () => {
  server = await testServer({ pushesToPrivate: true })
  home = await campus(server, 'America/New_York')
})
afterAll(() => server.close())
beforeEach(async () => {
  browser = await pushReceiver()
  onTestFinished(() => browser.close())
})

const query = (sql: string, values: unknown[] = []) => server.database.pool.query(sql, values)
const subscribe = (who: TestStudent, to = browser) => who.call(putPushSubscription, { body: to.subscription })

/** Has what was noted pushed without waiting for the grace, or for another try. */
async function pushNow(): Promise<void> {
  await query('UPDATE notifications SET push_at = now() WHERE push_at IS NOT NULL')
  await deliver(server.parts, new AbortController().signal)
}

async function classWith(...names: string[]) {
  const { course, students } = await classOf(home, names)
  const [ada, ...others] = students as [TestStudent, TestStudent, ...TestStudent[]]
  const ask = (who: TestStudent) =>
    who.call(requestConnection, { body: { targetId: ada.id, courseId: course, message: 'My secret' } })
  return { ada, ben: others[0] as TestStudent, others, ask }
}

test('a browser gets what happened, sealed for it alone, without what somebody wrote', async () => {
  const { ada, ben, ask } = await classWith('Ada', 'Ben')
  await subscribe(ada)
  const { id } = await ask(ben)
  await pushNow()
  expect(browser.received).toHaveLength(1)
  const [{ payload, headers, vapid } = { payload: null, headers: {}, vapid: null }] = browser.received
  expect(payload).toMatchObject({ kind: 'request', title: 'Ben', path: '/connections', tag: `request:${id}` })
  expect(payload?.body).toMatch(/^would like to study CS \d+ with you$/)
  expect(headers).toMatchObject({
    ttl: '86400',
    urgency: 'normal',
    topic: expect.stringMatching(/^[\w-]{32}$/),
  })
  const { publicKey } = await ada.call(getPushKey)
  expect(vapid).toMatchObject({
    key: publicKey,
    aud: new URL(browser.subscription.endpoint).origin,
    sub: 'mailto:no-reply@localhost',
  })
  await pushNow()
  expect(browser.received).toHaveLength(1)
})

test('messages that stay unread are pushed, by the jobs of the server, within seconds', async () => {
  const { ada, ben, ask } = await classWith('Ada', 'Ben')
  const { id } = await ask(ben)
  await ada.call(acceptConnection, { params: { id } })
  await ada.call(readNotifications, { body: { upTo: new Date().toISOString() } })
  await subscribe(ada)
  const jobs = startJobs(server.parts)
  onTestFinished(async () => {
    await jobs.stop()
    server.parts.runSoon = () => {}
  })
  for (const content of ['My secret', 'Another'])
    await ben.call(sendMessage, { params: { id }, body: { content } })
  await expect.poll(() => browser.received.length, { timeout: 30_000 }).toBe(1)
  expect(browser.received[0]).toMatchObject({
    payload: {
      kind: 'message',
      title: 'Ben',
      body: 'wrote to you (2 messages)',
      path: `/conversations/${id}`,
    },
    headers: { urgency: 'high' },
  })
  expect(JSON.stringify(browser.received)).not.toContain('secret')
})

test('what was seen meanwhile, switched off, or of somebody blocked is not pushed', async () => {
  const seen = await classWith('Ada', 'Ben')
  await subscribe(seen.ada)
  await seen.ask(seen.ben)
  await seen.ada.call(readNotifications, { body: { upTo: new Date().toISOString() } })
  await pushNow()

  const off = await classWith('Ada', 'Ben')
  await subscribe(off.ada)
  const settings = await off.ada.call(getNotificationSettings)
  const request = { app: true, push: false, mail: true }
  await off.ada.call(putNotificationSettings, {
    body: { ...settings, kinds: { ...settings.kinds, request } },
  })
  await off.ask(off.ben)
  await pushNow()

  const blocked = await classWith('Ada', 'Ben')
  await subscribe(blocked.ada)
  await blocked.ask(blocked.ben)
  await blocked.ada.call(blockStudent, { params: { id: blocked.ben.id } })
  await pushNow()
  expect(browser.received).toEqual([])
})

test('quiet hours hold pushes back; then one tells of all that is still unread', async () => {
  const { ada, others, ask } = await classWith('Ada', 'Ben', 'Cleo', 'Dan')
  await subscribe(ada)
  await query(
    `INSERT INTO notification_settings (user_id, quiet_from, quiet_to)
     SELECT $1, t - interval '1 hour', t + interval '1 hour' FROM (SELECT (now() AT TIME ZONE 'America/New_York')::time AS t) AS now`,
    [ada.id],
  )
  for (const one of others) await ask(one)
  await pushNow()
  expect(browser.received).toEqual([])
  const { rows } = await query(
    `SELECT push_at BETWEEN now() + interval '59 minutes' AND now() + interval '61 minutes' AS "isHeld"
     FROM notifications WHERE user_id = $1`,
    [ada.id],
  )
  expect(rows).toEqual([{ isHeld: true }, { isHeld: true }, { isHeld: true }])
  await query('UPDATE notification_settings SET quiet_from = NULL, quiet_to = NULL WHERE user_id = $1', [
    ada.id,
  ])
  await query(
    `UPDATE notifications SET read_at = now() WHERE id = (SELECT id FROM notifications WHERE user_id = $1 LIMIT 1)`,
    [ada.id],
  )
  await pushNow()
  expect(browser.received.map(({ payload }) => payload)).toMatchObject([
    { kind: null, body: '2 things are new', path: '/notifications' },
  ])
})

test.each([
  ['at night', '2026-11-24 03:00Z', '22:00', '07:00', 'America/New_York', '2026-11-24 12:00Z'],
  ['past midnight', '2026-11-24 08:00Z', '22:00', '07:00', 'America/New_York', '2026-11-24 12:00Z'],
  ['by day', '2026-11-24 17:00Z', '22:00', '07:00', 'America/New_York', null],
  ['at their end', '2026-11-24 12:00Z', '22:00', '07:00', 'America/New_York', null],
  ['within a day', '2026-11-24 17:30Z', '12:00', '13:00', 'America/New_York', '2026-11-24 18:00Z'],
  [
    'the night clocks go back',
    '2026-11-01 03:00Z',
    '22:00',
    '07:00',
    'America/New_York',
    '2026-11-01 12:00Z',
  ],
  [
    'the night clocks go forward',
    '2026-03-08 04:00Z',
    '22:00',
    '07:00',
    'America/New_York',
    '2026-03-08 11:00Z',
  ],
  [
    'until a time that is left out',
    '2026-03-08 06:30Z',
    '22:00',
    '02:30',
    'America/New_York',
    '2026-03-08 07:30Z',
  ],
  ['by another clock', '2026-11-24 03:00Z', '22:00', '07:00', 'Asia/Kolkata', null],
])('quiet hours, %s', async (_, moment, from, to, zone, until) => {
  const { rows } = await query('SELECT quiet_until($1, $2, $3, $4) AS until', [moment, from, to, zone])
  expect(rows[0].until).toEqual(until && new Date(until))
})

test('a subscription that is gone is forgotten; one that fails is tried again, not for ever', async () => {
  const { ada, others, ask } = await classWith('Ada', 'Ben', 'Cleo')
  const gone = await pushReceiver()
  onTestFinished(() => gone.close())
  gone.answers(410)
  browser.answers(503)
  await subscribe(ada)
  await subscribe(ada, gone)
  await ask(others[0] as TestStudent)
  await pushNow()
  const left = await query(
    `SELECT p.endpoint, p.failed_at IS NOT NULL AS "hasFailed" FROM push_subscriptions p JOIN sessions s ON s.id = p.session_id
     WHERE s.user_id = $1`,
    [ada.id],
  )
  expect(left.rows).toEqual([{ endpoint: browser.subscription.endpoint, hasFailed: true }])
  browser.answers(201)
  await pushNow()
  expect(browser.received).toHaveLength(1)

  browser.answers(503)
  await ask(others[1] as TestStudent)
  for (let turn = 0; turn < 6; turn++) await pushNow()
  browser.answers(201)
  await pushNow()
  expect(browser.received).toHaveLength(1)
})

test('of two nodes that look at once, one pushes', async () => {
  const { ada, ben, ask } = await classWith('Ada', 'Ben')
  await subscribe(ada)
  await ask(ben)
  const node = await server.node()
  onTestFinished(() => node.close())
  await Promise.all([pushNow(), deliver(node.parts, new AbortController().signal)])
  expect(browser.received).toHaveLength(1)
})

test('a process that dies while it pushes loses nothing', async () => {
  const { ada, ben, ask } = await classWith('Ada', 'Ben')
  await subscribe(ada)
  await ask(ben)
  // As takeDue leaves it to whoever never comes back.
  await query(
    `UPDATE notifications SET push_at = now() - interval '1 second', push_attempts = 1 WHERE user_id = $1`,
    [ada.id],
  )
  await deliver(server.parts, new AbortController().signal)
  expect(browser.received).toHaveLength(1)
})

test('a browser is one subscription, of whoever uses it, until they sign out', async () => {
  const { ada, ben, ask, others } = await classWith('Ada', 'Ben', 'Cleo')
  const { id } = await subscribe(ben)
  expect(await subscribe(ben)).toEqual({ id })
  expect(await subscribe(ada)).toEqual({ id })
  await ben.call(deletePushSubscription, { params: { id } })
  await ask(ben)
  await pushNow()
  expect(browser.received).toHaveLength(1)
  await ada.call(signOut)
  await ask(others[1] as TestStudent)
  await pushNow()
  expect(browser.received).toHaveLength(1)
  expect((await query('SELECT 1 FROM push_subscriptions WHERE id = $1', [id])).rows).toEqual([])
})
