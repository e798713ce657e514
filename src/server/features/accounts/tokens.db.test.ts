import { createLocalJWKSet, generateKeyPair, jwtVerify, SignJWT, UnsecuredJWT } from 'jose'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { changePassword } from '#contract/accounts.ts'
import { listSessions } from '#contract/devices.ts'
import { createTokens, refreshTokens } from '#contract/tokens.ts'
import { type Campus, campus } from '../../../../tests/campus.ts'
import { type MailServer, startMailServer } from '../../../../tests/mail-server.ts'
import { type TestNode, type TestServer, testServer } from '../../../../tests/server.ts'

const password = 'lantern otter quilt'

let server: TestServer
let other: TestNode
let mail: MailServer
let home: Campus
beforeAll(async () => {
  mail = await startMailServer()
  const secretKey = Buffer.alloc(32, 1)
  server = await testServer({ smtpUrl: mail.url, secretKey })
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

async function program() {
  const student = await home.student({ password })
  const tokens = await server.nobody.call(createTokens, { body: { email: student.email, password } })
  return { student, ...tokens }
}
const statusWith = async (bearer: string, app = server.app) =>
  (await app.inject({ url: '/api/v1/me', headers: { authorization: `Bearer ${bearer}` } })).statusCode
const refresh = (refreshToken: string) => server.nobody.send(refreshTokens, { body: { refreshToken } })

test('an access token opens the API on every node, and is what the published keys say', async () => {
  const { student, accessToken, expiresIn, tokenType } = await program()
  expect([tokenType, expiresIn]).toEqual(['Bearer', 900])
  expect([await statusWith(accessToken), await statusWith(accessToken, other.app)]).toEqual([200, 200])
  const jwks = (await other.app.inject('/.well-known/jwks.json')).json()
  const { payload } = await jwtVerify(accessToken, createLocalJWKSet(jwks), { audience: 'campus-connect' })
  expect(payload.sub).toBe(student.id)
  expect((payload.exp ?? 0) - (payload.iat ?? 0)).toBe(900)
  expect(JSON.stringify(jwks)).not.toContain('"d"')
  const [{ private_key: sealed }] = (await query('SELECT private_key FROM signing_keys')) as [
    { private_key: string },
  ]
  expect(sealed).not.toMatch(/"d"|OKP/)
})

test('no other token opens anything', async () => {
  const { student, accessToken } = await program()
  const [{ family_id: sid, id: kid }] = (await query(
    'SELECT s.family_id, k.id FROM user_sessions s, signing_keys k WHERE s.user_id = $1',
    [student.id],
  )) as [{ family_id: string; id: string }]
  const { privateKey } = await generateKeyPair('EdDSA', { crv: 'Ed25519' })
  const forged = (alg: string, key: CryptoKey | Uint8Array) =>
    new SignJWT({ sid })
      .setProtectedHeader({ alg, kid, typ: 'at+jwt' })
      .setSubject(student.id)
      .setIssuer(server.parts.publicUrl)
      .setAudience('campus-connect')
      .setIssuedAt()
      .setExpirationTime('15m')
      .sign(key)
  const none = new UnsecuredJWT({ sid })
    .setSubject(student.id)
    .setIssuer(server.parts.publicUrl)
    .setAudience('campus-connect')
    .setIssuedAt()
    .setExpirationTime('15m')
    .encode()
  const [head, body, signature] = accessToken.split('.')
  const changed = Buffer.from(body ?? '', 'base64url')
    .toString()
    .replace(student.id, (await home.student()).id)
  for (const bearer of [
    await forged('EdDSA', privateKey),
    await forged('HS256', new Uint8Array(32)),
    none,
    `${head}.${Buffer.from(changed).toString('base64url')}.${signature}`,
    `${head}.${body}.`,
    'x',
    accessToken.slice(0, -2),
  ])
    expect(await statusWith(bearer), bearer).toBe(401)
})

test('a refresh token works once; used again it ends the sign-in on every node, and its owner is told', async () => {
  const { student, accessToken, refreshToken } = await program()
  const next = (await refresh(refreshToken)).json()
  expect(await statusWith(next.accessToken)).toBe(200)
  expect((await refresh(refreshToken)).statusCode).toBe(401)
  for (const bearer of [accessToken, next.accessToken]) expect(await statusWith(bearer, other.app)).toBe(401)
  expect((await refresh(next.refreshToken)).statusCode).toBe(401)
  expect(await mail.letterTo(student.email)).toContain('used before')
})

test('of two refreshes with one token at once, at most one gets tokens, and they end with it', async () => {
  for (let turn = 0; turn < 5; turn++) {
    const { student, refreshToken } = await program()
    const answers = await Promise.all([refresh(refreshToken), refresh(refreshToken)])
    expect(answers.map(({ statusCode }) => statusCode).sort()).toEqual([200, 401])
    expect(await query('SELECT 1 FROM user_sessions WHERE user_id = $1', [student.id])).toEqual([])
  }
})

test('programs are in the list of devices and end there, on signing out, and with the password', async () => {
  const { student, accessToken } = await program()
  const listed = (await student.call(listSessions)).items.find(({ device }) => device.includes('program'))
  await student.inject({ method: 'DELETE', url: `/api/v1/me/sessions/${listed?.id}` })
  expect(await statusWith(accessToken, other.app)).toBe(401)

  const again = () => server.nobody.call(createTokens, { body: { email: student.email, password } })
  const second = await again()
  const headers = { authorization: `Bearer ${second.accessToken}` }
  expect((await server.app.inject({ method: 'DELETE', url: '/api/v1/session', headers })).statusCode).toBe(
    204,
  )
  expect([await statusWith(second.accessToken), (await refresh(second.refreshToken)).statusCode]).toEqual([
    401, 401,
  ])

  const third = await again()
  await student.call(changePassword, { body: { current: password, password: 'orchard kettle ninety' } })
  expect([await statusWith(third.accessToken), (await refresh(third.refreshToken)).statusCode]).toEqual([
    401, 401,
  ])
})

test('tokens end with the account, with their time, and are not kept as they are', async () => {
  const { student, accessToken, refreshToken } = await program()
  const kept = JSON.stringify(await query('SELECT * FROM user_sessions WHERE user_id = $1', [student.id]))
  expect(kept).not.toContain(refreshToken)
  await query(`UPDATE user_sessions SET family_began_at = now() - interval '181 days' WHERE user_id = $1`, [
    student.id,
  ])
  expect((await refresh(refreshToken)).statusCode).toBe(401)
  expect((await student.call(listSessions)).items.map(({ device }) => device).join()).not.toContain('program')
  await query('UPDATE users SET is_active = FALSE WHERE id = $1', [student.id])
  expect(await statusWith(accessToken)).toBe(401)
})

test('the key changes after a month; tokens of the old one hold until their end', async () => {
  const { accessToken } = await program()
  await query(`UPDATE signing_keys SET created_at = now() - interval '31 days'`)
  const fresh = await server.node()
  try {
    expect(await statusWith(accessToken, fresh.app)).toBe(200)
    const keys = (await fresh.app.inject('/.well-known/jwks.json')).json().keys
    expect(keys).toHaveLength(2)
  } finally {
    await fresh.close()
  }
})
