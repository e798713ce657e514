import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Campus, campus } from '../../../../../tests/campus.ts'
import { type MailServer, startMailServer } from '../../../../../tests/mail-server.ts'
import { type TestNode, type TestServer, testServer } from '../../../../../tests/server.ts'
import { browser, browserOf, codeAt, said, withApp } from './factors.fixture.ts'

const password = 'lantern otter quilt'

let server: TestServer
let other: TestNode
let mail: MailServer
let home: Campus
beforeAll(async () => {
  mail = await startMailServer()
  server = await testServer({ smtpUrl: mail.url, secretKey: Buffer.alloc(32, 1) })
  other = await server.node()
  home = await campus(server)
})
afterAll(async () => {
  await other.close()
  await server.close()
  await mail.close()
})

const query = async (sql: string, values: unknown[] = []) =>
  (await server.database.pool.query(sql, values)).rows

async function studentWithApp() {
  const student = await home.student({ password })
  const own = browserOf(server, student)
  return { student, own, ...(await withApp(own)) }
}

async function halfSignedIn(student: { email: string }, node: Pick<TestNode, 'app'> = server) {
  const there = browser(node)
  const answer = await there.send('POST', '/session', { email: student.email, password })
  expect(said(answer)).toBe('401 second-factor-needed')
  return { there, ways: answer.json().ways }
}

test('with an app the password alone opens nothing, and the code finishes the sign-in on any node', async () => {
  const { student, secret } = await studentWithApp()
  const { there, ways } = await halfSignedIn(student)
  expect(ways).toEqual(['code'])
  expect(there.cookies).not.toHaveProperty('cc_session')
  expect(said(await there.send('GET', '/me'))).toBe('401 not-signed-in')
  const elsewhere = browser(other, there.cookies)
  expect(said(await elsewhere.send('POST', '/session/second-factor', { code: codeAt(secret) }))).toBe('200')
  expect((await elsewhere.send('GET', '/me')).json().id).toBe(student.id)
  expect(elsewhere.cookies).not.toHaveProperty('cc_half')
})

test('adding it takes a recent proof, ends all other sessions, renews this one and is told by mail', async () => {
  const student = await home.student({ password })
  const elsewhere = browserOf(server, await server.signedIn(student.id, student.email))
  const own = browserOf(server, student)
  await query(`UPDATE sessions SET proven_at = now() - interval '16 minutes' WHERE user_id = $1`, [
    student.id,
  ])
  expect(said(await own.send('POST', '/me/authenticator-app'))).toBe('403 confirm-first')
  expect(said(await own.send('POST', '/session/confirmation', { password: 'a guess' }))).toBe(
    '401 wrong-credentials',
  )
  expect(said(await own.send('POST', '/me/authenticator-app'))).toBe('403 confirm-first')
  expect(said(await own.send('POST', '/session/confirmation', { password }))).toBe('204')
  expect(own.cookies.cc_session).not.toBe(student.token)
  expect(said(await browserOf(server, student).send('GET', '/me'))).toBe('401 not-signed-in')
  const confirmed = own.cookies.cc_session
  const { recoveryCodes } = await withApp(own)
  expect(new Set(recoveryCodes).size).toBe(10)
  expect(said(await elsewhere.send('GET', '/me'))).toBe('401 not-signed-in')
  expect(own.cookies.cc_session).not.toBe(confirmed)
  expect(said(await own.send('GET', '/me'))).toBe('200')
  expect(await mail.letterTo(student.email)).toContain('an authenticator app was added')
  expect((await own.send('GET', '/me/factors')).json()).toMatchObject({
    hasPassword: true,
    ways: ['code'],
    recoveryCodesLeft: 10,
    isRequired: false,
  })
})

test('one that was begun and never confirmed does not count, and begins anew', async () => {
  const student = await home.student({ password })
  const own = browserOf(server, student)
  const first = (await own.send('POST', '/me/authenticator-app')).json()
  const second = (await own.send('POST', '/me/authenticator-app')).json()
  expect(second.uri).toContain(`secret=${second.secret}`)
  expect(said(await browser(server).send('POST', '/session', { email: student.email, password }))).toBe('200')
  const confirm = (code: string) => own.send('POST', '/me/authenticator-app/confirmation', { code })
  expect(said(await confirm(codeAt(first.secret)))).toBe('401 second-factor-wrong')
  expect(said(await confirm(codeAt(second.secret)))).toBe('200')
  expect(said(await own.send('POST', '/me/authenticator-app'))).toBe('403 not-allowed')
})

test('a code works once, also of two at once; one of minutes ago, or of somebody else, not at all', async () => {
  const { student, secret } = await studentWithApp()
  const someone = await studentWithApp()
  const tries = await Promise.all([halfSignedIn(student), halfSignedIn(student)])
  const code = codeAt(secret)
  const answers = await Promise.all(
    tries.map(({ there }) => there.send('POST', '/session/second-factor', { code })),
  )
  expect(answers.map(said).sort()).toEqual(['200', '401 second-factor-wrong'])
  const { there } = await halfSignedIn(student)
  for (const wrong of [
    code,
    codeAt(secret, -10),
    codeAt(someone.secret),
    someone.recoveryCodes[0],
    '000000',
    '‮٣',
  ])
    expect(said(await there.send('POST', '/session/second-factor', { code: wrong }))).toBe(
      '401 second-factor-wrong',
    )
  expect(said(await there.send('POST', '/session/second-factor', { code: codeAt(secret, 1) }))).toBe('200')
})

test('a recovery code works once, however it is typed, and those before a renewal no more', async () => {
  const { student, own, recoveryCodes } = await studentWithApp()
  const finish = async (code = '') => {
    const { there } = await halfSignedIn(student)
    return said(await there.send('POST', '/session/second-factor', { code }))
  }
  expect(await finish(` ${recoveryCodes[0]?.toUpperCase().replaceAll('-', ' ')}`)).toBe('200')
  expect(await finish(recoveryCodes[0])).toBe('401 second-factor-wrong')
  const [{ digests }] = (await query(
    'SELECT array_agg(digest) AS digests FROM recovery_codes WHERE user_id = $1',
    [student.id],
  )) as [{ digests: string[] }]
  expect(digests).toHaveLength(9)
  expect(digests.join()).not.toContain(recoveryCodes[1])
  const renewed = (await own.send('POST', '/me/recovery-codes')).json().recoveryCodes
  expect(await finish(recoveryCodes[1])).toBe('401 second-factor-wrong')
  expect(await finish(renewed[0])).toBe('200')
})

test('guessing ends after ten tries an hour, whichever browser guesses', async () => {
  const { student, secret } = await studentWithApp()
  const answers = []
  for (let i = 0; i < 11; i++) {
    const { there } = await halfSignedIn(student)
    answers.push(said(await there.send('POST', '/session/second-factor', { code: '123456' })))
  }
  expect(new Set(answers.slice(0, -2))).toEqual(new Set(['401 second-factor-wrong']))
  expect(answers.at(-1)).toBe('429 too-many-requests')
  const { there } = await halfSignedIn(student)
  expect(said(await there.send('POST', '/session/second-factor', { code: codeAt(secret) }))).toBe(
    '429 too-many-requests',
  )
})

test('what one begins with the password is of this browser, ends with it, and within ten minutes', async () => {
  const { student, own, secret } = await studentWithApp()
  const code = codeAt(secret)
  expect(said(await browser(server).send('POST', '/session/second-factor', { code }))).toBe(
    '401 not-signed-in',
  )
  const forged = browser(server, { cc_half: 'a-token-that-was-never-given' })
  expect(said(await forged.send('POST', '/session/second-factor', { code }))).toBe('401 not-signed-in')

  const ended = await halfSignedIn(student)
  await own.send('DELETE', '/me/sessions')
  expect(said(await ended.there.send('POST', '/session/second-factor', { code }))).toBe('401 not-signed-in')

  const late = await halfSignedIn(student)
  await query(`UPDATE verification_tokens SET expires = now() - interval '1 s' WHERE identifier = $1`, [
    `second-factor:${student.id}`,
  ])
  expect(said(await late.there.send('POST', '/session/second-factor', { code }))).toBe('401 not-signed-in')

  const gone = await halfSignedIn(student)
  await query('UPDATE users SET is_active = FALSE, suspended_at = now() WHERE id = $1', [student.id])
  expect(said(await gone.there.send('POST', '/session/second-factor', { code }))).toBe('401 not-signed-in')
})

test('who asked to be deleted is back only with both proofs', async () => {
  const { student, own, secret } = await studentWithApp()
  expect(said(await own.send('POST', '/me/deletion', { password }))).toBe('202')
  const { there } = await halfSignedIn(student)
  const isLeaving = async () =>
    (await query('SELECT deletion_at IS NOT NULL AS leaving FROM users WHERE id = $1', [student.id]))[0]
      .leaving
  expect(await isLeaving()).toBe(true)
  expect(said(await there.send('POST', '/session/second-factor', { code: codeAt(secret) }))).toBe('200')
  expect(await isLeaving()).toBe(false)
})

test('a program gives the code along with the password', async () => {
  const { student, secret } = await studentWithApp()
  const { email } = student
  const ask = (more: object) =>
    server.nobody.inject({ method: 'POST', url: '/api/v1/auth/token', payload: { email, password, ...more } })
  expect(said(await ask({}))).toBe('401 second-factor-needed')
  expect(said(await ask({ code: '000000' }))).toBe('401 second-factor-wrong')
  expect(said(await ask({ code: codeAt(secret), password: 'a guess' }))).toBe('401 wrong-credentials')
  const tokens = (await ask({ code: codeAt(secret) })).json()
  expect((await query('SELECT factors FROM user_sessions WHERE user_id = $1', [student.id]))[0].factors).toBe(
    2,
  )
  // A program cannot confirm that it is a person.
  const headers = { authorization: `Bearer ${tokens.accessToken}` }
  const url = '/api/v1/me/authenticator-app'
  expect(said(await server.app.inject({ method: 'DELETE', url, headers }))).toBe('403 confirm-first')
  const confirmation = {
    method: 'POST',
    url: '/api/v1/session/confirmation',
    headers,
    payload: { password },
  } as const
  expect(said(await server.app.inject(confirmation))).toBe('403 not-allowed')
})

test('without it the password is enough again, and no recovery code is left', async () => {
  const { student, own } = await studentWithApp()
  expect(said(await own.send('DELETE', '/me/authenticator-app'))).toBe('204')
  expect(said(await own.send('DELETE', '/me/authenticator-app'))).toBe('404 not-found')
  expect(await query('SELECT FROM recovery_codes WHERE user_id = $1', [student.id])).toHaveLength(0)
  expect(said(await browser(server).send('POST', '/session', { email: student.email, password }))).toBe('200')
  expect(await mail.letterTo(student.email, 2)).toContain('the authenticator app was removed')
  expect(said(await own.send('POST', '/me/recovery-codes'))).toBe('403 not-allowed')
})

test('a password set by mail does not take it away, and the secret is not in the database', async () => {
  const { student, secret } = await studentWithApp()
  const [row] = await query('SELECT secret FROM authenticator_apps WHERE user_id = $1', [student.id])
  expect(row.secret).not.toContain(secret)
  await server.nobody.inject({
    method: 'POST',
    url: '/api/v1/accounts/password-reset',
    payload: { email: student.email },
  })
  const token = (await mail.letterTo(student.email, 2)).match(/token=([\w-]+)/)?.[1]
  const reset = { method: 'POST', url: '/api/v1/accounts/password', payload: { token, password } } as const
  expect(said(await server.nobody.inject(reset))).toBe('200')
  await halfSignedIn(student)
})
