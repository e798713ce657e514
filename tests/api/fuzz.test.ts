import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { Problem } from '#contract/problem.ts'
import { type Campus, campus } from '../campus.ts'
import { clientId, type HostileIssuer, hostileIssuer } from '../hostile-issuer.ts'
import { type TestServer, testServer } from '../server.ts'

let server: TestServer
let home: Campus
let hostile: HostileIssuer
beforeAll(async () => {
  server = await testServer()
  home = await campus(server)
  hostile = await hostileIssuer()
  await server.database.pool.query(
    `INSERT INTO sign_in_providers (slug, name, issuer, client_id) VALUES ('hostile', 'Hostile', $1, $2)`,
    [hostile.issuer, clientId],
  )
})
afterAll(async () => {
  await server.close()
  await hostile.close()
})

/** Where anybody may knock: what comes is refused politely, lets nobody in, and leaves nothing behind. */
const doors: [path: string, fields: string[]][] = [
  ['/session', ['email', 'password']],
  ['/auth/token', ['email', 'password']],
  ['/auth/token/refresh', ['refreshToken']],
  ['/accounts/verification', ['token', 'password']],
  ['/accounts/password', ['token', 'password']],
  ['/accounts/address', ['token']],
  ['/auth/providers/hostile/callback', ['query']],
]

const word = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 300 }),
  fc.string({ unit: 'grapheme', maxLength: 60 }),
  fc.base64String({ maxLength: 120 }),
  fc.emailAddress(),
  fc.constantFrom('', '\u0000', "' OR 1=1 --", '%', '$2b$12$x', '[object Object]', '__proto__'),
)
const value = fc.oneof({ weight: 4, arbitrary: word }, fc.jsonValue({ maxDepth: 3 }) as fc.Arbitrary<unknown>)

test.for(doors)('%s takes anything and lets nobody in', async ([path, fields]) => {
  const student = await home.student({ password: 'lantern otter quilt' })
  const rows = async () =>
    (
      await server.database.pool.query(
        `SELECT (SELECT count(*) FROM sessions) AS sessions, (SELECT count(*) FROM user_sessions) AS programs,
                (SELECT json_agg(u ORDER BY id) FROM users u)::text AS users`,
      )
    ).rows[0]
  const before = await rows()
  const field = (name: string) =>
    name === 'email'
      ? fc.oneof(value, fc.constant(student.email), fc.constant(student.email.toUpperCase()))
      : value
  const body = fc.record(Object.fromEntries(fields.map((name) => [name, field(name)])), { requiredKeys: [] })
  await fc.assert(
    fc.asyncProperty(fc.oneof(body, fc.jsonValue({ maxDepth: 2 })), async (payload) => {
      const response = await server.app.inject({
        method: 'POST',
        url: `/api/v1${path}`,
        headers: { 'content-type': 'application/json' },
        payload: JSON.stringify(payload),
      })
      expect(response.statusCode).toBeGreaterThanOrEqual(400)
      expect(response.statusCode).toBeLessThan(500)
      expect(Problem.safeParse(response.json()).success).toBe(true)
      expect(response.cookies).toEqual([])
    }),
    { numRuns: 60 },
  )
  expect(await rows()).toEqual(before)
})

test('whatever a browser brings back from a provider, with whatever cookie, lets nobody in', async () => {
  const names = fc.constantFrom('code', 'state', 'iss', 'error', 'id_token', 'response', 'session_state')
  const query = fc
    .array(fc.tuple(names, word), { maxLength: 6 })
    .map(
      (pairs) =>
        `?${pairs.map(([name, text]) => `${name}=${encodeURIComponent(text.toWellFormed())}`).join('&')}`,
    )
  await fc.assert(
    fc.asyncProperty(
      query,
      fc.option(fc.nat()),
      fc.constantFrom('nothing', 'state', 'both'),
      async (text, flipped, kept) => {
        const left = await server.app.inject({
          method: 'POST',
          url: '/api/v1/auth/providers/hostile/start',
          payload: {},
        })
        const { searchParams } = new URL(left.json().url)
        const sealed = Buffer.from(left.cookies[0]?.value ?? '', 'base64url')
        if (flipped !== null) sealed[flipped % sealed.length]! ^= 1
        const state = kept === 'nothing' ? '' : `&state=${searchParams.get('state')}`
        const iss = kept === 'both' ? `&iss=${hostile.issuer}&code=x` : ''
        const response = await server.app.inject({
          method: 'POST',
          url: '/api/v1/auth/providers/hostile/callback',
          cookies: { cc_elsewhere: sealed.toString('base64url') },
          payload: { query: text + state + iss },
        })
        expect([400, 401]).toContain(response.statusCode)
        expect(response.cookies.filter(({ value }) => value)).toEqual([])
      },
    ),
    { numRuns: 150 },
  )
})

test('an access token is nothing but what was signed', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.oneof(
        fc
          .array(fc.base64String({ maxLength: 60 }), { minLength: 1, maxLength: 5 })
          .map((parts) => parts.join('.')),
        fc.string({ maxLength: 80 }).filter((text) => !/[^\x20-\x7e]/.test(text)),
      ),
      async (bearer) => {
        const headers = { authorization: `Bearer ${bearer}` }
        expect((await server.app.inject({ url: '/api/v1/me', headers })).statusCode).toBe(401)
      },
    ),
    { numRuns: 200 },
  )
})
