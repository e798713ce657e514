import { afterAll, beforeAll, expect, test } from 'vitest'
import {
  changePassword,
  getMe,
  requestPasswordReset,
  resetPassword,
  signIn,
  signUp,
} from '#contract/accounts.ts'
import { endOtherSessions, endSession, listSessions } from '#contract/devices.ts'
import { type Campus, campus } from '../../../../tests/campus.ts'
import { type MailServer, startMailServer } from '../../../../tests/mail-server.ts'
import { type Caller, type TestServer, testServer } from '../../../../tests/server.ts'
import { hashPassword } from './password.ts'

const old = 'lantern-otter-quilt'
const fresh = 'orchard kettle ninety'

let server: TestServer
let mail: MailServer
let home: Campus
beforeAll(async () => {
  mail = await startMailServer()
  server = await testServer({ smtpUrl: mail.url })
  home = await campus(server)
})
afterAll(async () => {
  await server.close()
  await mail.close()
})

const query = async (sql: string, values: unknown[] = []) =>
  (await server.database.pool.query(sql, values)).rows
const tokenIn = (letter: string) => letter.match(/token=([\w-]+)/)?.[1] ?? ''

const studentWithPassword = (fields: Parameters<Campus['student']>[0] = {}) =>
  home.student({ ...fields, password: old })
const resetLink = async (email: string) => {
  const next = mail.count(email) + 1
  await server.nobody.call(requestPasswordReset, { body: { email } })
  return tokenIn(await mail.letterTo(email, next))
}
const mayEnter = async (email: string, password: string) =>
  (await server.nobody.send(signIn, { body: { email, password } })).statusCode === 200
const isSignedIn = async (caller: Caller) => (await caller.send(getMe)).statusCode === 200

test('a mailed link sets a new password once and ends every session', async () => {
  const student = await studentWithPassword()
  const token = await resetLink(student.email)
  expect(await isSignedIn(student)).toBe(true)
  const body = { token, password: fresh }
  expect(await server.nobody.call(resetPassword, { body })).toEqual({ email: student.email })
  expect(await isSignedIn(student)).toBe(false)
  expect([await mayEnter(student.email, old), await mayEnter(student.email, fresh)]).toEqual([false, true])
  expect((await server.nobody.send(resetPassword, { body })).statusCode).toBe(422)
  expect(await mail.letterTo(student.email, 2)).toContain('was changed')
})

test('of two who use one link at once, one sets the password', async () => {
  const student = await studentWithPassword()
  const token = await resetLink(student.email)
  const passwords = ['walnut ferry drizzle', 'copper violin harbour']
  const statuses = await Promise.all(
    passwords.map(
      async (password) => (await server.nobody.send(resetPassword, { body: { token, password } })).statusCode,
    ),
  )
  expect([...statuses].sort()).toEqual([200, 422])
  const entered = await Promise.all(passwords.map((password) => mayEnter(student.email, password)))
  expect(entered).toEqual(statuses.map((status) => status === 200))
})

test('a link that is used while the password is changed: one of the two sets it', async () => {
  const student = await studentWithPassword()
  const token = await resetLink(student.email)
  const holder = await server.database.pool.connect()
  await holder.query('BEGIN')
  await holder.query('SELECT FROM users WHERE id = $1 FOR UPDATE', [student.id])
  const waiting = async () =>
    (
      await query(
        `SELECT FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`,
      )
    ).length

  const status = async (answer: ReturnType<Caller['send']>) => (await answer).statusCode
  const change = status(
    student.send(changePassword, { body: { current: old, password: 'walnut ferry drizzle' } }),
  )
  await expect.poll(waiting, { timeout: 20_000 }).toBe(1)
  // The change will hold the account and want the link, which this holds, wanting the account.
  const reset = status(
    server.nobody.send(resetPassword, { body: { token, password: 'copper violin harbour' } }),
  )
  await expect.poll(waiting, { timeout: 20_000 }).toBe(2)
  await holder.query('COMMIT')
  holder.release()

  expect([
    [204, 422],
    [401, 200],
  ]).toContainEqual([await change, await reset])
  expect(await mayEnter(student.email, 'walnut ferry drizzle')).toBe((await change) === 204)
  expect(await mayEnter(student.email, 'copper violin harbour')).toBe((await reset) === 200)
})

test('a password that is easy to guess does not use the link up', async () => {
  const student = await studentWithPassword({ firstName: 'Persephone', lastName: 'Quibbleworth' })
  const token = await resetLink(student.email)
  for (const password of ['password123', 'qwertyuiop', 'Persephone1', 'quibbleworth2', '11111111']) {
    const response = await server.nobody.send(resetPassword, { body: { token, password } })
    expect(response.json(), password).toMatchObject({ status: 400, errors: [{ field: 'body.password' }] })
  }
  await server.nobody.call(resetPassword, { body: { token, password: fresh } })
})

test('a code that was never mailed costs no hash, and tries at one are counted', async () => {
  const never = { token: 'a'.repeat(32), password: fresh }
  const refused = await server.nobody.send(resetPassword, { body: never })
  expect(refused.json()).toMatchObject({ status: 422 })
  expect(refused.headers['ratelimit-policy']).toBe('"sign-in";q=1000;w=3600')
  const processorTime = async (once: () => Promise<unknown>) => {
    const before = process.cpuUsage()
    for (let use = 0; use < 10; use++) await once()
    const { user, system } = process.cpuUsage(before)
    return user + system
  }
  const refusing = await processorTime(() => server.nobody.send(resetPassword, { body: never }))
  expect(refusing).toBeLessThan((await processorTime(() => hashPassword(fresh))) / 2)
})

test('a link is good for its own purpose only, for an hour, and the newest use ends the others', async () => {
  const student = await studentWithPassword({ verified: false })
  const [first, second] = [await resetLink(student.email), await resetLink(student.email)]
  const confirm = await server.nobody.inject({
    method: 'POST',
    url: '/api/v1/accounts/verification',
    payload: { token: first, password: old },
  })
  expect(confirm.statusCode).toBe(422)
  const [kept] = await query(
    `SELECT max(extract(epoch FROM expires - now()))::float AS seconds FROM verification_tokens WHERE identifier = $1`,
    [`reset-password:${student.id}`],
  )
  expect(kept.seconds).toBeGreaterThan(3500)
  expect(kept.seconds).toBeLessThanOrEqual(3600)
  await server.nobody.call(resetPassword, { body: { token: second, password: fresh } })
  expect(
    (await server.nobody.send(resetPassword, { body: { token: first, password: old } })).statusCode,
  ).toBe(422)
  // Who reads the address's mail has confirmed it.
  expect(await query('SELECT is_verified FROM users WHERE id = $1', [student.id])).toEqual([
    { is_verified: true },
  ])
})

test('an expired link and a deactivated account set nothing', async () => {
  const [late, suspended] = [await studentWithPassword(), await studentWithPassword()]
  const tokens = [await resetLink(late.email), await resetLink(suspended.email)]
  await query(`UPDATE verification_tokens SET expires = now() WHERE identifier LIKE $1`, [`%${late.id}`])
  await query('UPDATE users SET is_active = FALSE WHERE id = $1', [suspended.id])
  for (const token of tokens)
    expect((await server.nobody.send(resetPassword, { body: { token, password: fresh } })).statusCode).toBe(
      422,
    )
})

test('an address without an account is answered the same and gets no mail', async () => {
  const email = `nobody@${home.university.domain}`
  const response = await server.nobody.send(requestPasswordReset, { body: { email } })
  const known = await server.nobody.send(requestPasswordReset, {
    body: { email: (await home.student()).email },
  })
  expect([response.statusCode, response.body]).toEqual([known.statusCode, known.body])
  expect(await query(`SELECT 1 FROM verification_tokens WHERE identifier LIKE '%nobody%'`)).toEqual([])
})

test('changing the password asks for the old one, ends the other sessions, and goes on here', async () => {
  const student = await studentWithPassword()
  const elsewhere = await server.signedIn(student.id, student.email)
  const wrong = await student.send(changePassword, { body: { current: fresh, password: fresh } })
  expect(wrong.json().type).toContain('wrong-credentials')
  expect(await isSignedIn(elsewhere)).toBe(true)

  const changed = await student.send(changePassword, { body: { current: old, password: fresh } })
  expect(changed.statusCode).toBe(204)
  expect([await isSignedIn(student), await isSignedIn(elsewhere)]).toEqual([false, false])
  const cookies = { cc_session: changed.cookies.find(({ name }) => name === 'cc_session')?.value ?? '' }
  expect((await server.nobody.inject({ url: '/api/v1/me', cookies })).statusCode).toBe(200)
  expect([await mayEnter(student.email, old), await mayEnter(student.email, fresh)]).toEqual([false, true])
})

test('signing up refuses a common password, one’s own name, and stores nothing', async () => {
  const email = `guessable@${home.university.domain}`
  for (const password of ['iloveyou1', 'Guessable1', 'guessable@'])
    expect(
      (
        await server.nobody.send(signUp, { body: { email, password, firstName: 'Gus', lastName: 'Able' } })
      ).json(),
    ).toMatchObject({ errors: [{ field: 'body.password' }] })
  expect(await query('SELECT 1 FROM users WHERE email = $1', [email])).toEqual([])
})

test('devices are listed with where and when, and end one by one or all but this one', async () => {
  const student = await studentWithPassword()
  const browsers = [
    'Mozilla/5.0 (Android 15; Mobile; rv:140.0) Gecko/140.0 Firefox/140.0',
    'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36',
    'curl/8.5.0',
  ]
  for (const agent of browsers)
    await server.app.inject({
      method: 'POST',
      url: '/api/v1/session',
      headers: { 'user-agent': agent },
      remoteAddress: '203.0.113.9',
      payload: { email: student.email, password: old },
    })
  const { items } = await student.call(listSessions)
  expect(items).toHaveLength(4)
  expect(items.filter(({ isCurrent }) => isCurrent)).toHaveLength(1)
  expect(
    items
      .filter(({ address }) => address === '203.0.113.9')
      .map(({ device }) => device)
      .sort(),
  ).toEqual(['Chrome on Windows', 'Firefox on Android', 'curl'])
  const phone = items.find(({ device }) => device.includes('Android'))?.id ?? ''
  await student.call(endSession, { params: { id: phone } })
  expect((await student.send(endSession, { params: { id: phone } })).statusCode).toBe(404)
  const stranger = await home.student()
  const other = items.find(({ device }) => device === 'curl')?.id ?? ''
  expect((await stranger.send(endSession, { params: { id: other } })).statusCode).toBe(404)
  expect((await student.call(listSessions)).items).toHaveLength(3)
  await student.call(endOtherSessions)
  expect((await student.call(listSessions)).items.map(({ isCurrent }) => isCurrent)).toEqual([true])
})

test('a session ends on every node at once, and after 180 days however much it is used', async () => {
  const node = await server.node()
  try {
    const student = await home.student()
    const there = node.as(student)
    expect(await isSignedIn(there)).toBe(true)
    await student.inject({ method: 'DELETE', url: '/api/v1/session' })
    expect(await isSignedIn(there)).toBe(false)

    const veteran = await home.student()
    await query(`UPDATE sessions SET created_at = now() - interval '179 days' WHERE user_id = $1`, [
      veteran.id,
    ])
    expect(await isSignedIn(veteran)).toBe(true)
    await query(`UPDATE sessions SET created_at = now() - interval '181 days' WHERE user_id = $1`, [
      veteran.id,
    ])
    expect(await isSignedIn(veteran)).toBe(false)
  } finally {
    await node.close()
  }
})
