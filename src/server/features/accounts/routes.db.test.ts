import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { get, type IncomingMessage } from 'node:http'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { getMe, resendVerification, signIn, signOut, signUp, verifyEmail } from '#contract/accounts.ts'
import { type Campus, campus } from '../../../../tests/campus.ts'
import { type MailServer, startMailServer } from '../../../../tests/mail-server.ts'
import { type TestServer, testServer } from '../../../../tests/server.ts'

let server: TestServer
let mail: MailServer
let home: Campus
const password = 'a long enough password'

beforeAll(async () => {
  mail = await startMailServer()
  server = await testServer({ smtpUrl: mail.url })
  home = await campus(server)
})
afterAll(async () => {
  await server.close()
  await mail.close()
})

const unverified = () => home.student({ verified: false, password })
const tokenIn = (letter: string) => letter.match(/token=([\w-]+)/)?.[1] ?? ''
const cookieOf = (response: { cookies: { name: string; value: string }[] }) =>
  response.cookies.find((cookie) => cookie.name === 'cc_session')?.value ?? ''

test('signs up, confirms by mail, signs in and out', async () => {
  const email = `Grace.Hopper@cs.${home.university.domain}`
  const person = { email, password, firstName: 'Grace', lastName: 'Hopper' }
  expect(await server.nobody.call(signUp, { body: person })).toEqual({
    email,
    university: home.university.name,
  })

  const first = await server.nobody.send(signIn, { body: { email, password } })
  expect(first.json()).toMatchObject({
    firstName: 'Grace',
    isVerified: false,
    university: { id: home.university.id },
  })

  const token = tokenIn(await mail.letterTo(email))
  const wrong = await server.nobody.send(verifyEmail, { body: { token, password: 'not the password' } })
  expect(wrong.json()).toMatchObject({ type: 'urn:campus-connect:problem:wrong-credentials' })
  expect(await server.nobody.call(verifyEmail, { body: { token, password } })).toMatchObject({
    email,
    isVerified: true,
  })
  expect(
    (await server.nobody.inject({ url: '/api/v1/me', cookies: { cc_session: cookieOf(first) } })).statusCode,
  ).toBe(401)
  expect((await server.nobody.send(verifyEmail, { body: { token, password } })).json()).toMatchObject({
    type: 'urn:campus-connect:problem:token-invalid',
    status: 422,
  })

  const again = await server.nobody.send(signIn, { body: { email: email.toUpperCase(), password } })
  expect(again.json()).toMatchObject({ email, isVerified: true })
  expect(again.cookies[0]).toMatchObject({ httpOnly: true, sameSite: 'Lax', path: '/' })
  const cookies = { cc_session: cookieOf(again) }
  expect((await server.nobody.inject({ url: '/api/v1/me', cookies })).json()).toMatchObject({ email })

  await server.nobody.inject({ method: 'DELETE', url: '/api/v1/session', cookies })
  expect((await server.nobody.inject({ url: '/api/v1/me', cookies })).statusCode).toBe(401)
})

test('an address of no university is told so and nothing is stored', async () => {
  const email = 'someone@nowhere.example'
  const response = await server.nobody.send(signUp, {
    body: { email, password, firstName: 'A', lastName: 'B' },
  })
  expect(response.statusCode).toBe(422)
  expect(response.json()).toMatchObject({ type: 'urn:campus-connect:problem:university-unknown' })
  expect(response.json().detail).toContain('nowhere.example')
  const { rowCount } = await server.database.pool.query('SELECT 1 FROM users WHERE email = $1', [email])
  expect(rowCount).toBe(0)
})

test('a taken address gets the same answer, and its owner a mail; nothing of the account changes', async () => {
  const { email } = await home.student()
  const body = { email: email.toUpperCase(), password, firstName: 'Mallory', lastName: 'M' }
  const response = await server.nobody.send(signUp, { body })
  expect(response.statusCode).toBe(202)
  expect(response.json()).toEqual({ email: body.email, university: home.university.name })
  expect(await mail.letterTo(email)).toContain('already have')
  const { rows } = await server.database.pool.query(
    'SELECT first_name, password_hash FROM users WHERE email = $1',
    [email],
  )
  expect(rows).toEqual([{ first_name: 'Ada', password_hash: null }])
})

test('signing up again before confirming leaves nothing of what the first one chose', async () => {
  const email = `late@${home.university.domain}`
  await server.nobody.call(signUp, {
    body: { email, password: 'chosen by a stranger', firstName: 'X', lastName: 'Y' },
  })
  const strangersLink = tokenIn(await mail.letterTo(email))
  const stranger = await server.nobody.send(signIn, { body: { email, password: 'chosen by a stranger' } })
  const cookies = { cc_session: cookieOf(stranger) }

  await server.nobody.call(signUp, { body: { email, password, firstName: 'Late', lastName: 'Owner' } })
  const token = tokenIn(await mail.letterTo(email, 2))
  expect(
    (await server.nobody.send(verifyEmail, { body: { token: strangersLink, password } })).statusCode,
  ).toBe(422)
  expect((await server.nobody.inject({ url: '/api/v1/me', cookies })).statusCode).toBe(401)
  await server.nobody.call(verifyEmail, { body: { token, password } })
  expect(
    (await server.nobody.send(signIn, { body: { email, password: 'chosen by a stranger' } })).statusCode,
  ).toBe(401)
  expect(await server.nobody.call(signIn, { body: { email, password } })).toMatchObject({ firstName: 'Late' })
})

test('the link can be asked for again, and tells nothing about other addresses', async () => {
  const { email } = await unverified()
  expect((await server.nobody.send(resendVerification, { body: { email } })).statusCode).toBe(202)
  const token = tokenIn(await mail.letterTo(email))
  const unknown = await server.nobody.send(resendVerification, {
    body: { email: `nobody@${home.university.domain}` },
  })
  expect(unknown.statusCode).toBe(202)
  expect(await server.nobody.call(verifyEmail, { body: { token, password } })).toMatchObject({ email })
})

test('of two uses of a link at once one succeeds', async () => {
  const { email } = await unverified()
  await server.nobody.call(resendVerification, { body: { email } })
  const token = tokenIn(await mail.letterTo(email))
  const answers = await Promise.all(
    [1, 2, 3].map(() => server.nobody.send(verifyEmail, { body: { token, password } })),
  )
  expect(answers.map((answer) => answer.statusCode).sort()).toEqual([200, 422, 422])
})

test('an expired link and an expired session are refused', async () => {
  const student = await home.student({ verified: false })
  await server.nobody.call(resendVerification, { body: { email: student.email } })
  const token = tokenIn(await mail.letterTo(student.email))
  await server.database.pool.query(`UPDATE verification_tokens SET expires = now() - interval '1 second'`)
  expect((await server.nobody.send(verifyEmail, { body: { token, password } })).statusCode).toBe(422)

  expect((await student.send(getMe)).statusCode).toBe(200)
  await server.database.pool.query(
    `UPDATE sessions SET expires = now() - interval '1 second' WHERE user_id = $1`,
    [student.id],
  )
  expect((await student.send(getMe)).statusCode).toBe(401)
})

test('a session slides: used after ten minutes it holds for 30 days again, in the browser too', async () => {
  const student = await home.student()
  const { pool } = server.database
  await pool.query(
    `UPDATE sessions SET expires = now() + interval '3 days', last_used_at = now() - interval '11 minutes' WHERE user_id = $1`,
    [student.id],
  )
  const response = await student.send(getMe)
  expect(response.cookies[0]).toMatchObject({ value: student.token, maxAge: 30 * 24 * 60 * 60 })
  expect(cookieOf(await student.send(getMe))).toBe('') // noted once
  const { rows } = await pool.query(
    `SELECT expires > now() + interval '29 days' AS held FROM sessions WHERE user_id = $1`,
    [student.id],
  )
  expect(rows).toEqual([{ held: true }])
})

test('tokens and passwords are not kept as they are', async () => {
  const student = await home.student()
  const { rows } = await server.database.pool.query('SELECT session_token FROM sessions WHERE user_id = $1', [
    student.id,
  ])
  expect(rows[0].session_token).not.toContain(student.token)
  const hashes = await server.database.pool.query(
    'SELECT password_hash FROM users WHERE password_hash IS NOT NULL',
  )
  for (const row of hashes.rows) expect(row.password_hash).toMatch(/^\$argon2id\$/)
})

test('wrong password, unknown address and deactivated account are told the same', async () => {
  const email = `who@${home.university.domain}`
  await server.nobody.call(signUp, { body: { email, password, firstName: 'Who', lastName: 'Else' } })
  const wrong = await server.nobody.send(signIn, { body: { email, password: 'not the password' } })
  const unknown = await server.nobody.send(signIn, { body: { email: `x${email}`, password } })
  await server.database.pool.query('UPDATE users SET is_active = FALSE WHERE email = $1', [email])
  const inactive = await server.nobody.send(signIn, { body: { email, password } })
  const told = [wrong, unknown, inactive].map((response) => ({ ...response.json(), instance: null }))
  expect(told[0]).toMatchObject({ status: 401, type: 'urn:campus-connect:problem:wrong-credentials' })
  expect(told[1]).toEqual(told[0])
  expect(told[2]).toEqual(told[0])
})

test('a bcrypt hash of old signs in and is replaced', async () => {
  const { hash } = await import('@node-rs/bcrypt')
  const { id, email } = await home.student()
  const { pool } = server.database
  await pool.query('UPDATE users SET password_hash = $2 WHERE id = $1', [
    id,
    await hash(password, { cost: 6 }),
  ])
  await server.nobody.call(signIn, { body: { email, password } })
  const { rows } = await pool.query('SELECT password_hash FROM users WHERE id = $1', [id])
  expect(rows[0].password_hash).toMatch(/^\$argon2id\$/)
  await server.nobody.call(signIn, { body: { email, password } })
})

test('a deactivated student has no session', async () => {
  const student = await home.student()
  await server.database.pool.query('UPDATE users SET is_active = FALSE WHERE id = $1', [student.id])
  expect((await student.send(getMe)).statusCode).toBe(401)
})

test('signing out empties the browser, and twice is fine', async () => {
  const student = await home.student()
  const first = await student.send(signOut)
  expect(first.statusCode).toBe(204)
  expect(first.headers['clear-site-data']).toBe('"cache", "storage"')
  expect((await student.send(signOut)).statusCode).toBe(204)
})

test('an Authorization header decides alone, of whatever kind it is', async () => {
  const student = await home.student()
  for (const authorization of ['Basic YTpi', 'Bearer', 'Bearer not.a.token', ''])
    expect((await student.inject({ url: '/api/v1/me', headers: { authorization } })).statusCode).toBe(401)
  expect((await student.send(getMe)).statusCode).toBe(200)
})

test('another site cannot open a socket with the cookie', async () => {
  const student = await home.student()
  const address = await server.app.listen({ host: '127.0.0.1', port: 0 })
  const open = async (headers: { origin?: string; 'sec-fetch-site'?: string }) => {
    const handshake = {
      connection: 'Upgrade',
      upgrade: 'websocket',
      'sec-websocket-version': '13',
      'sec-websocket-key': randomBytes(16).toString('base64'),
      cookie: `cc_session=${student.token}`,
    }
    const asking = get(`${address}/api/v1/me`, { headers: { ...handshake, ...headers }, agent: false })
    const [response]: IncomingMessage[] = await once(asking, 'response')
    response?.resume()
    return response?.statusCode
  }
  for (const headers of [
    { origin: 'https://evil.example' },
    { origin: 'null' },
    { origin: address, 'sec-fetch-site': 'same-site' },
    { 'sec-fetch-site': 'cross-site' },
  ])
    expect(await open(headers), JSON.stringify(headers)).toBe(403)
  expect(await open({ origin: address })).toBe(200)
})

test('another site cannot write with the cookie', async () => {
  const student = await home.student()
  const write = { method: 'DELETE', url: '/api/v1/me/picture' } as const
  for (const headers of [
    { origin: 'https://evil.example' },
    { 'sec-fetch-site': 'cross-site' },
    { 'sec-fetch-site': 'same-site' },
    { origin: 'null' },
  ])
    expect((await student.inject({ ...write, headers })).json()).toMatchObject({
      type: 'urn:campus-connect:problem:cross-site-request',
    })
  expect(
    (await student.inject({ ...write, headers: { origin: 'http://localhost:8080', host: 'localhost:8080' } }))
      .statusCode,
  ).toBe(204)
})
