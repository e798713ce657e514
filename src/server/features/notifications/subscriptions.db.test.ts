import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest'
import { putPushSubscription } from '#contract/notifications.ts'
import { createTokens } from '#contract/tokens.ts'
import { type Campus, campus } from '../../../../tests/campus.ts'
import { type TestServer, testServer } from '../../../../tests/server.ts'
import { pushReceiver, type Receiver } from './receiver.fixture.ts'

let server: TestServer
let home: Campus
let browser: Receiver
beforeAll(async () => {
  server = await testServer({ pushesToPrivate: true })
  home = await campus(server)
  browser = await pushReceiver()
})
afterAll(async () => {
  browser.close()
  await server.close()
})

const query = (sql: string, values: unknown[] = []) => server.database.pool.query(sql, values)

test('a student has ten at most, the newest', async () => {
  const ada = await home.student()
  const at = (index: number) => `https://push.example/${index}-${ada.id}`
  for (let index = 0; index < 12; index++)
    await ada.call(putPushSubscription, { body: { ...browser.subscription, endpoint: at(index) } })
  const { rows } = await query(
    `SELECT p.endpoint, p.keys FROM push_subscriptions p JOIN sessions s ON s.id = p.session_id WHERE s.user_id = $1
     ORDER BY p.created_at`,
    [ada.id],
  )
  expect(rows.map(({ endpoint }) => endpoint)).toEqual(
    Array.from({ length: 10 }, (_, index) => at(index + 2)),
  )
  expect(rows[0].keys).not.toContain(browser.subscription.keys.auth)
})

test('no push goes to this machine, its network or an open line, and no key that is none is taken', async () => {
  const node = await server.node({ pushesToPrivate: false })
  onTestFinished(() => node.close())
  const ada = await home.student()
  const { endpoint, keys } = browser.subscription
  const put = (body: typeof browser.subscription) => node.as(ada).send(putPushSubscription, { body })
  for (const bad of [
    endpoint,
    'https://127.0.0.1/x',
    'https://[::1]/x',
    'https://169.254.169.254/latest',
    'http://push.example/x',
  ])
    expect((await put({ endpoint: bad, keys })).json(), bad).toMatchObject({
      status: 400,
      errors: [{ field: 'body.endpoint' }],
    })
  const p256dh = `B${'A'.repeat(86)}`
  expect((await put({ endpoint: 'https://push.example/x', keys: { ...keys, p256dh } })).json()).toMatchObject(
    {
      errors: [{ field: 'body.keys.p256dh' }],
    },
  )
})

test('a program, which no push service knows, is refused', async () => {
  const ada = await home.student({ password: 'a long password' })
  const { accessToken } = await server.nobody.call(createTokens, {
    body: { email: ada.email, password: 'a long password' },
  })
  const answer = await server.nobody.inject({
    method: 'PUT',
    url: '/api/v1/me/push-subscriptions',
    headers: { authorization: `Bearer ${accessToken}` },
    payload: browser.subscription,
  })
  expect(answer.json()).toMatchObject({ status: 403, type: 'urn:campus-connect:problem:not-allowed' })
})
