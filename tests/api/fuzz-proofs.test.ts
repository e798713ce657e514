import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { Problem } from '#contract/problem.ts'
import {
  type Authenticator,
  authenticator,
} from '../../src/server/features/accounts/factors/authenticator.fixture.ts'
import {
  type Browser,
  browser,
  browserOf,
  withApp,
} from '../../src/server/features/accounts/factors/factors.fixture.ts'
import { type Campus, campus } from '../campus.ts'
import { type TestServer, testServer } from '../server.ts'

// Second proofs of every wrong shape: refused politely, nobody gets in, and nothing is left behind.

const password = 'lantern otter quilt'
const publicUrl = 'http://localhost:4000'

/** Somebody with an app and a passkey: signed in here, and half signed in there. */
interface Owner {
  own: Browser
  there: Browser
  device: Authenticator
}

let server: TestServer
let home: Campus
let owners: Owner[]
beforeAll(async () => {
  server = await testServer({ publicUrl, secretKey: Buffer.alloc(32, 1) })
  home = await campus(server)
  owners = await Promise.all(Array.from({ length: 8 }, owner))
})
afterAll(() => server.close())

async function owner(): Promise<Owner> {
  const student = await home.student({ password })
  const [own, there, device] = [browserOf(server, student), browser(server), authenticator(publicUrl)]
  await withApp(own)
  const { options } = (await own.send('POST', '/me/passkeys/challenge')).json()
  const response = device.create(options)
  expect((await own.send('POST', '/me/passkeys', { name: 'Phone', response })).statusCode).toBe(201)
  await there.send('POST', '/session', { email: student.email, password })
  return { own, there, device }
}

const word = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 60 }),
  fc.constantFrom('', '000000', '12345', '1234567', '１２３４５６', ' 0 0 0 0 0 0 ', '-', '1e5', '__proto__'),
  fc.stringMatching(/^[a-z0-9]{4}(-[a-z0-9]{4}){3}$/),
  fc.stringMatching(/^\d{6}$/),
)
const value = fc.oneof({ weight: 4, arbitrary: word }, fc.jsonValue({ maxDepth: 3 }) as fc.Arbitrary<unknown>)
const inBase64url = (bytes: Uint8Array | string) => Buffer.from(bytes).toString('base64url')
const bytes = fc.oneof(
  { weight: 4, arbitrary: fc.uint8Array({ maxLength: 400 }).map(inBase64url) },
  fc.json().map(inBase64url),
  fc
    .record({ type: word, challenge: word, origin: fc.constantFrom(publicUrl, 'null') }, { requiredKeys: [] })
    .map((data) => inBase64url(JSON.stringify(data))),
  value,
)
const answer = (...parts: string[]) =>
  fc.record(
    { id: bytes, rawId: bytes, response: fc.record(Object.fromEntries(parts.map((part) => [part, bytes]))) },
    { requiredKeys: ['id', 'rawId', 'response'] },
  )
const proof = answer('clientDataJSON', 'authenticatorData', 'signature', 'userHandle')
const newPasskey = answer('clientDataJSON', 'attestationObject', 'transports')
const optional = <Value>(fields: Record<string, fc.Arbitrary<Value>>) =>
  fc.oneof(fc.record(fields, { requiredKeys: [] }), fc.jsonValue({ maxDepth: 2 }) as fc.Arbitrary<unknown>)

/** What must stay as it is: what anybody signs in with, or is signed in by. */
async function standing() {
  const { rows } = await server.database.pool.query(
    `SELECT (SELECT json_agg(session_token ORDER BY id) FROM sessions)::text AS sessions,
            (SELECT count(*) FROM user_sessions) AS programs,
            (SELECT json_agg(p ORDER BY id) FROM passkeys p)::text AS passkeys,
            (SELECT json_agg(a ORDER BY user_id) FROM authenticator_apps a)::text AS apps,
            (SELECT count(*) FROM recovery_codes) AS codes`,
  )
  return rows[0]
}

async function refused(sender: Browser, path: string, payload: unknown) {
  const response = await server.app.inject({
    method: 'POST',
    url: `/api/v1${path}`,
    cookies: sender.cookies,
    headers: { 'content-type': 'application/json' },
    payload: JSON.stringify(payload),
  })
  expect(response.statusCode, response.body).toBeGreaterThanOrEqual(400)
  expect(response.statusCode).toBeLessThan(500)
  expect(Problem.safeParse(response.json()).success).toBe(true)
  expect(response.cookies).toEqual([])
  return response.statusCode
}

test.for<[path: string, who: 'own' | 'there', payload: fc.Arbitrary<unknown>]>([
  ['/session/second-factor', 'there', optional({ code: value, passkey: proof })],
  ['/session/second-factor', 'there', fc.record({ code: word })],
  ['/session/confirmation', 'own', optional({ code: value, passkey: proof, password: value })],
  ['/session/passkey', 'there', proof],
  ['/me/passkeys', 'own', optional<unknown>({ name: value, response: newPasskey })],
  ['/me/passkeys', 'own', fc.record({ name: fc.constant('Phone'), response: newPasskey })],
  ['/me/authenticator-app/confirmation', 'own', optional({ code: value })],
])('%s takes any proof (%s) and lets nobody in', async ([path, who, payload]) => {
  const before = await standing()
  const statuses = new Set<number>()
  let count = 0
  await fc.assert(
    fc.asyncProperty(payload, async (sent) => {
      // In turn: of one account only ten tries an hour are answered.
      const { [who]: sender } = owners[count++ % owners.length] as Owner
      statuses.add(await refused(sender, path, sent))
    }),
    { numRuns: 60 },
  )
  expect([...statuses].some((status) => status !== 429)).toBe(true)
  expect(await standing()).toEqual(before)
})

test('a purpose that is none is refused', async () => {
  const [{ there } = {}] = owners
  await fc.assert(
    fc.asyncProperty(optional({ purpose: value }), async (sent) => {
      if (there) await refused(there, '/session/passkey/challenge', sent)
    }),
    { numRuns: 60 },
  )
})

/** What a passkey made, with one bit of a part of it changed: somewhere, or among the last so many bits. */
function flipped(made: object, name: string, place: number, among = Number.POSITIVE_INFINITY): object {
  const { response, ...rest } = made as { response: Record<string, string> }
  const part = Buffer.from(response[name] ?? '', 'base64url')
  const at = part.length * 8 - 1 - (place % Math.min(part.length * 8, among))
  part.writeUInt8(part.readUInt8(at >> 3) ^ (1 << (at & 7)), at >> 3)
  return { ...rest, response: { ...response, [name]: part.toString('base64url') } }
}

test('what a passkey signed is refused with any bit changed', async () => {
  const [{ device, there } = {}] = owners
  if (!device || !there) throw new Error('somebody was made')
  const before = await standing()
  const part = fc.constantFrom('clientDataJSON', 'authenticatorData', 'signature')
  await fc.assert(
    fc.asyncProperty(part, fc.nat(), async (name, place) => {
      const { options } = (
        await there.send('POST', '/session/passkey/challenge', { purpose: 'sign-in' })
      ).json()
      // The front of a signature says how long its numbers are, in more ways than one.
      const among = name === 'signature' ? 200 : undefined
      const changed = flipped(device.prove(options), name, place, among)
      expect(await refused(there, '/session/passkey', changed)).toBe(401)
    }),
    { numRuns: 80 },
  )
  for (const challenge of [undefined, null, 5, {}, ''])
    expect(await refused(there, '/session/passkey', device.prove({ challenge }))).toBe(401)
  expect(await standing()).toEqual(before)
})

test('a new passkey with any bit changed is taken or refused, but breaks nothing', async () => {
  const own = browserOf(server, await home.student())
  const add = async (response: object) =>
    (await own.send('POST', '/me/passkeys', { name: 'Phone', response })).statusCode
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom('clientDataJSON', 'attestationObject'),
      fc.nat(),
      async (name, place) => {
        const { options } = (await own.send('POST', '/me/passkeys/challenge')).json()
        const made = authenticator(publicUrl).create(options)
        expect([201, 400, 401]).toContain(await add(flipped(made, name, place)))
      },
    ),
    { numRuns: 200 },
  )
  for (const challenge of [undefined, null, 5, {}, ''])
    expect(await add(authenticator(publicUrl).create({ challenge }))).toBe(401)
})
