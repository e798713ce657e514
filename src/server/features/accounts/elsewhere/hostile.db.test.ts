import { randomUUID } from 'node:crypto'
import { exportJWK, generateKeyPair, type JWTPayload, UnsecuredJWT } from 'jose'
import { afterAll, beforeAll, beforeEach, expect, onTestFinished, test } from 'vitest'
import { type Campus, campus } from '../../../../../tests/campus.ts'
import {
  clientId,
  clientSecret,
  type HostileIssuer,
  hostileIssuer,
} from '../../../../../tests/hostile-issuer.ts'
import { problemOf } from '../../../../../tests/problem.ts'
import { type TestServer, testServer } from '../../../../../tests/server.ts'
import { traveller } from './traveller.fixture.ts'

let server: TestServer
let home: Campus
let hostile: HostileIssuer
let other: HostileIssuer
let email: string
beforeAll(async () => {
  server = await testServer()
  home = await campus(server)
  hostile = await hostileIssuer()
  other = await hostileIssuer()
  await add('hostile', hostile.issuer)
  await add('other', other.issuer)
})
afterAll(async () => {
  await server.close()
  await hostile.close()
  await other.close()
})

beforeEach(() => {
  email = `${randomUUID()}@${home.university.domain}`
})

async function add(slug: string, issuer: string) {
  await server.database.pool.query(
    `INSERT INTO sign_in_providers (slug, name, issuer, client_id, client_secret) VALUES ($1, 'Hostile', $2, $3, $4)`,
    [slug, issuer, clientId, server.parts.secrets.seal(clientSecret)],
  )
}

/** Leaves for the provider; `query` is what an honest one would send back. */
async function begin(slug = 'hostile', issuer = hostile.issuer) {
  const browser = traveller(server)
  const { searchParams } = await browser.leave(slug)
  const [state = '', nonce = ''] = [searchParams.get('state'), searchParams.get('nonce')].map(String)
  const query = (more: Record<string, string> = {}) =>
    `?${new URLSearchParams({ code: 'a-code', state, iss: issuer, ...more })}`
  return { browser, state, nonce, query }
}

/** Nobody got in, and nobody came to be. */
async function expectNothing(browser: ReturnType<typeof traveller>) {
  expect((await browser.me()).statusCode).toBe(401)
  const { rows } = await server.database.pool.query('SELECT FROM users WHERE email = $1', [email])
  expect(rows).toEqual([])
}

const good = () => ({ email, email_verified: true })
const now = () => Math.floor(Date.now() / 1000)

test.for<[what: string, claims: () => JWTPayload]>([
  ['another nonce', () => ({ nonce: 'another' })],
  ['no nonce', () => ({ nonce: undefined })],
  ['another issuer', () => ({ iss: other.issuer })],
  ['the issuer with a slash', () => ({ iss: `${hostile.issuer}/` })],
  ['another audience', () => ({ aud: 'another client' })],
  ['two audiences, for the other', () => ({ aud: [clientId, 'another'], azp: 'another' })],
  ['no audience', () => ({ aud: undefined })],
  ['an end that is past', () => ({ iat: now() - 600, exp: now() - 300 })],
  ['no end', () => ({ exp: undefined })],
  ['a beginning to come', () => ({ nbf: now() + 3600 })],
  ['nobody', () => ({ sub: undefined })],
  ['an empty name', () => ({ sub: '' })],
  ['a number for a name', () => ({ sub: 7 as unknown as string })],
  ['a name without end', () => ({ sub: 'x'.repeat(256) })],
])('an ID token of %s is refused', async ([_, claims]) => {
  const { browser, nonce, query } = await begin()
  hostile.give(await hostile.sign(hostile.claims(nonce, { ...good(), ...claims() })))
  expect(problemOf(await browser.comeBack('hostile', query()))).toBe('provider-refused')
  await expectNothing(browser)
})

test.for<[what: string, claims: () => JWTPayload, problem: string]>([
  ['says nothing of it', () => ({ email_verified: undefined }), 'not-verified'],
  ['says so in words', () => ({ email_verified: 'true' }), 'not-verified'],
  ['says so with a number', () => ({ email_verified: 1 }), 'not-verified'],
  ['names a list', () => ({ email: [email] }), 'provider-refused'],
  ['names two', () => ({ email: `${email},mallory@evil.example` }), 'provider-refused'],
  ['hides another domain', () => ({ email: `${email}@evil.example` }), 'provider-refused'],
  ['ends alike', () => ({ email: `ada@evil${home.university.domain}` }), 'university-unknown'],
  ['goes on', () => ({ email: `${email}.evil.example` }), 'university-unknown'],
  ['is split', () => ({ email: `ada@evil.example\n@${home.university.domain}` }), 'provider-refused'],
  ['ends with NUL', () => ({ email: `${email}\u0000` }), 'provider-refused'],
])('an address that %s is refused: %s', async ([_, claims, problem]) => {
  const { browser, nonce, query } = await begin()
  hostile.give(await hostile.sign(hostile.claims(nonce, { ...good(), ...claims() })))
  expect(problemOf(await browser.comeBack('hostile', query()))).toBe(problem)
  await expectNothing(browser)
})

test.for<[what: string, token: (claims: JWTPayload) => Promise<string>]>([
  ['nobody', async (claims) => new UnsecuredJWT(claims).encode()],
  [
    'the client secret',
    (claims) => hostile.sign(claims, { alg: 'HS256' }, new TextEncoder().encode(clientSecret)),
  ],
  [
    'an unknown key',
    async (claims) => hostile.sign(claims, { kid: 'unknown' }, (await generateKeyPair('RS256')).privateKey),
  ],
  [
    'another key under the known name',
    async (claims) => hostile.sign(claims, {}, (await generateKeyPair('RS256')).privateKey),
  ],
  [
    'a key that it brings along',
    async (claims) => {
      const { publicKey, privateKey } = await generateKeyPair('RS256')
      return hostile.sign(claims, { kid: 'mine', jwk: await exportJWK(publicKey) }, privateKey)
    },
  ],
  ['the other provider', (claims) => other.sign(claims)],
  [
    'the right key, then changed',
    async (claims) => {
      const [header, , signature] = (await hostile.sign({ ...claims, sub: 'somebody' })).split('.')
      return [header, Buffer.from(JSON.stringify(claims)).toString('base64url'), signature].join('.')
    },
  ],
])('an ID token signed by %s is refused', async ([_, token]) => {
  const { browser, nonce, query } = await begin()
  hostile.give(await token(hostile.claims(nonce, good())))
  expect(problemOf(await browser.comeBack('hostile', query()))).toBe('provider-refused')
  await expectNothing(browser)
})

test.for<[what: string, query: (flow: Awaited<ReturnType<typeof begin>>) => string]>([
  ['another state', ({ query }) => query({ state: 'another' })],
  ['no state', ({ query }) => query().replace(/state=[^&]*&/, '')],
  ['two states', ({ query }) => `${query()}&state=another`],
  ['two codes', ({ query }) => `${query()}&code=another`],
  ['no code', ({ query }) => query().replace(/code=[^&]*&/, '')],
  ['another issuer', ({ query }) => query({ iss: other.issuer })],
  ['no issuer, though it says that it would', ({ state }) => `?code=a-code&state=${state}`],
  ['an error', ({ query }) => query({ error: 'access_denied' })],
  ['an error in HTML', ({ query }) => query({ error: '<script>', error_description: '<b>' })],
  ['tokens in the address', ({ query }) => query({ id_token: 'a.b.c' })],
  ['nothing', () => '?'],
  ['something else', () => 'https://evil.example/?code=a'],
])('a return with %s is refused', async ([_, query]) => {
  const flow = await begin()
  hostile.give(await hostile.sign(hostile.claims(flow.nonce, good())))
  expect(problemOf(await flow.browser.comeBack('hostile', query(flow)))).toBe('provider-refused')
  await expectNothing(flow.browser)
  // What was begun is over: the right answer comes too late.
  expect(problemOf(await flow.browser.comeBack('hostile', flow.query()))).toBe('provider-refused')
})

test('a return in another browser is refused', async () => {
  const { nonce, query } = await begin()
  hostile.give(await hostile.sign(hostile.claims(nonce, good())))
  const another = traveller(server)
  expect(problemOf(await another.comeBack('hostile', query()))).toBe('provider-refused')
  await another.leave('hostile')
  expect(problemOf(await another.comeBack('hostile', query()))).toBe('provider-refused')
  another.cookies.set('cc_elsewhere', 'AAAA')
  expect(problemOf(await another.comeBack('hostile', query()))).toBe('provider-refused')
})

test('what one provider gave is not taken at the other', async () => {
  const { browser, nonce, state } = await begin()
  for (const { give, sign, claims } of [hostile, other]) give(await sign(claims(nonce, good())))
  const query = `?${new URLSearchParams({ code: 'a-code', state, iss: other.issuer })}`
  expect(problemOf(await browser.comeBack('other', query))).toBe('provider-refused')
  await expectNothing(browser)

  // The honest one is asked, and the other one's page sends the browser back in its name.
  const second = await begin()
  hostile.give(await other.sign(other.claims(second.nonce, good())))
  expect(problemOf(await second.browser.comeBack('hostile', second.query()))).toBe('provider-refused')
  await expectNothing(second.browser)
})

test('what was begun more than ten minutes ago is over', async () => {
  const { browser, nonce, query } = await begin()
  hostile.give(await hostile.sign(hostile.claims(nonce, good())))
  const { secrets } = server.parts
  const kept = JSON.parse(secrets.open(browser.cookies.get('cc_elsewhere') ?? ''))
  expect(kept.expires).toBeLessThanOrEqual(Date.now() + 600_000)
  browser.cookies.set('cc_elsewhere', secrets.seal(JSON.stringify({ ...kept, expires: Date.now() - 1 })))
  expect(problemOf(await browser.comeBack('hostile', query()))).toBe('provider-refused')
  await expectNothing(browser)
})

test.for<[what: string, answer: Parameters<HostileIssuer['answerWith']>[0]]>([
  ['an error', (response) => response.writeHead(500).end('no')],
  ['a page', (response) => response.setHeader('content-type', 'text/html').end('<h1>Hello</h1>')],
  ['no token', (response) => response.setHeader('content-type', 'application/json').end('{}')],
  ['a broken line', (response) => response.destroy()],
  ['a way to somewhere else', (response) => response.writeHead(302, { location: other.issuer }).end()],
])('a token endpoint that answers %s lets nobody in', async ([_, answer]) => {
  const { browser, query } = await begin()
  hostile.answerWith(answer)
  expect(problemOf(await browser.comeBack('hostile', query()))).toBe('provider-refused')
})

test('a token endpoint that never answers is waited for five seconds', async () => {
  const { browser, query } = await begin()
  hostile.answerWith(() => {})
  const before = Date.now()
  expect(problemOf(await browser.comeBack('hostile', query()))).toBe('provider-refused')
  expect(Date.now() - before).toBeLessThan(8000)
})

test('a code comes with its verifier, and with the client’s secret', async () => {
  const { browser, query } = await begin()
  const forms: URLSearchParams[] = []
  hostile.answerWith((response, form) => {
    forms.push(form)
    response.writeHead(400).end()
  })
  await browser.comeBack('hostile', query())
  expect(Object.fromEntries(forms[0] ?? [])).toMatchObject({
    grant_type: 'authorization_code',
    code: 'a-code',
    client_secret: clientSecret,
    code_verifier: expect.stringMatching(/^[\w-]{43,}$/),
    redirect_uri: `${server.parts.publicUrl}/sign-in/with/hostile`,
  })
})

test('an issuer that is down, or says that it is another, sends nobody anywhere', async () => {
  const third = await hostileIssuer()
  onTestFinished(() => third.close())
  await add('third', third.issuer)
  third.metadata.issuer = other.issuer
  await expect(traveller(server).leave('third')).rejects.toThrow('provider-refused')
  third.metadata.issuer = third.issuer
  expect((await traveller(server).leave('third')).origin).toBe(third.issuer)

  const script = await hostileIssuer()
  onTestFinished(() => script.close())
  await add('script', script.issuer)
  script.metadata.authorization_endpoint = 'javascript:alert(1)'
  await expect(traveller(server).leave('script')).rejects.toThrow('provider-refused')

  const fourth = await hostileIssuer()
  await add('fourth', fourth.issuer)
  await fourth.close()
  await expect(traveller(server).leave('fourth')).rejects.toThrow('provider-refused')
})

test('over https the cookie is of this very host', async () => {
  const node = await server.node()
  onTestFinished(() => node.close())
  node.parts.publicUrl = 'https://campus.example'
  const url = '/api/v1/auth/providers/hostile/start'
  const response = await node.app.inject({ method: 'POST', url, payload: {} })
  expect(response.cookies).toMatchObject([
    { name: '__Host-cc_elsewhere', path: '/', httpOnly: true, secure: true, sameSite: 'Lax', maxAge: 600 },
  ])
  expect(response.headers['set-cookie']).not.toContain('Domain')
})

test('an address begins and comes back only so often', async () => {
  const node = await server.node({ signInLimitPerHour: 1 })
  onTestFinished(() => node.close())
  const knock = (what: string) =>
    node.app.inject({
      method: 'POST',
      url: `/api/v1/auth/providers/nobody/${what}`,
      payload: { query: '?code=a' },
    })
  for (let n = 0; n < 20; n++) expect((await knock(n % 2 ? 'start' : 'callback')).statusCode).toBe(404)
  expect(problemOf(await knock('callback'))).toBe('too-many-requests')
  expect(problemOf(await knock('start'))).toBe('too-many-requests')
})

test('with nothing wrong, one gets in', async () => {
  const { browser, nonce, query } = await begin()
  hostile.give(await hostile.sign(hostile.claims(nonce, good())))
  expect((await browser.comeBack('hostile', query())).json().me.email).toBe(email)
})
