import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Campus, campus } from '../../../../../tests/campus.ts'
import { type TestNode, type TestServer, type TestStudent, testServer } from '../../../../../tests/server.ts'
import { type Authenticator, authenticator } from './authenticator.fixture.ts'
import { type Browser, browser, browserOf, said, withApp } from './factors.fixture.ts'

const password = 'lantern otter quilt'
const publicUrl = 'http://localhost:4000'

let server: TestServer
let other: TestNode
let home: Campus
beforeAll(async () => {
  server = await testServer({ publicUrl, secretKey: Buffer.alloc(32, 1) })
  other = await server.node()
  home = await campus(server)
})
afterAll(async () => {
  await other.close()
  await server.close()
})

async function add(own: Browser, device: Authenticator, name = 'My phone') {
  const { options } = (await own.send('POST', '/me/passkeys/challenge')).json()
  return own.send('POST', '/me/passkeys', { name, response: device.create(options) })
}

async function studentWithPasskey(device = authenticator(publicUrl)) {
  const student = await home.student({ password })
  const own = browserOf(server, student)
  const added = await add(own, device)
  expect(added.statusCode, added.body).toBe(201)
  return { student, own, device, ...added.json() }
}

async function challenge(who: Browser, purpose = 'sign-in') {
  const answer = await who.send('POST', '/session/passkey/challenge', { purpose })
  return answer.json().options
}

async function signIn(device: Authenticator, node: Pick<TestNode, 'app'> = server, who = browser(node)) {
  const proof = device.prove(await challenge(who))
  return { who, proof, answer: said(await who.send('POST', '/session/passkey', proof)) }
}

test('a passkey that knows its owner signs in alone, and counts as both proofs', async () => {
  const { student, device, recoveryCodes, passkey } = await studentWithPasskey()
  expect(recoveryCodes).toHaveLength(10)
  const { who, answer } = await signIn(device, other)
  expect(answer).toBe('200')
  expect((await who.send('GET', '/me')).json().id).toBe(student.id)
  const { rows } = await server.database.pool.query(
    'SELECT factors FROM sessions WHERE user_id = $1 ORDER BY created_at DESC LIMIT 1',
    [student.id],
  )
  expect(rows[0].factors).toBe(2)
  const factors = (await who.send('GET', '/me/factors')).json()
  expect(factors.passkeys).toMatchObject([
    { id: passkey.id, name: 'My phone', lastUsedAt: expect.any(String) },
  ])
  expect(factors.ways).toEqual(['code', 'passkey'])
})

test('one that does not know its owner is a second proof only', async () => {
  const { student, device } = await studentWithPasskey(authenticator(publicUrl, { knowsOwner: false }))
  expect((await signIn(device)).answer).toBe('401 second-factor-wrong')
  const there = browser(server)
  const begun = await there.send('POST', '/session', { email: student.email, password })
  expect(begun.json().ways).toEqual(['code', 'passkey'])
  const passkey = device.prove(await challenge(there, 'second-factor'))
  expect(said(await there.send('POST', '/session/second-factor', { passkey }))).toBe('200')
})

test('what was signed is good once, of two at once too, for its purpose, and for five minutes', async () => {
  const { student, device, own } = await studentWithPasskey()
  const { proof, answer } = await signIn(device)
  expect(answer).toBe('200')
  const replay = (node: Pick<TestNode, 'app'>) => browser(node).send('POST', '/session/passkey', proof)
  expect(said(await replay(server))).toBe('401 second-factor-wrong')

  const again = device.prove(await challenge(browser(server)))
  const answers = await Promise.all(
    [server, other].map((node) => browser(node).send('POST', '/session/passkey', again)),
  )
  expect(answers.map(said).sort()).toEqual(['200', '401 second-factor-wrong'])

  const toConfirm = device.prove(await challenge(own, 'confirm'))
  expect(said(await browser(server).send('POST', '/session/passkey', toConfirm))).toBe(
    '401 second-factor-wrong',
  )

  const old = device.prove(await challenge(browser(server)))
  await server.database.pool.query(
    `UPDATE verification_tokens SET expires = now() WHERE identifier LIKE 'passkey:%'`,
  )
  expect(said(await browser(server).send('POST', '/session/passkey', old))).toBe('401 second-factor-wrong')
  // Nobody else's was used up by all that.
  const someone = await studentWithPasskey()
  expect((await signIn(someone.device)).answer).toBe('200')
  await server.database.pool.query('UPDATE users SET is_active = FALSE, suspended_at = now() WHERE id = $1', [
    student.id,
  ])
  expect((await signIn(device)).answer).toBe('401 second-factor-wrong')
})

test('of another site, another account or with a count that goes back it is refused', async () => {
  const { student, device } = await studentWithPasskey()
  const someone = await studentWithPasskey()
  const phishing = await home.student({ password })
  for (const site of [{ origin: 'http://localhost:4001' }, { id: 'evil.example' }])
    expect(said(await add(browserOf(server, phishing), authenticator(publicUrl, { site })))).toBe(
      '401 second-factor-wrong',
    )

  const there = browser(server)
  await there.send('POST', '/session', { email: student.email, password })
  const theirs = someone.device.prove(await challenge(there, 'second-factor'))
  expect(said(await there.send('POST', '/session/second-factor', { passkey: theirs }))).toBe(
    '401 second-factor-wrong',
  )

  expect((await signIn(device)).answer).toBe('200')
  const cloned = device.prove(await challenge(browser(server)), 1)
  expect(said(await browser(server).send('POST', '/session/passkey', cloned))).toBe('401 second-factor-wrong')
  const changed = device.prove(await challenge(browser(server))) as { response: { signature: string } }
  changed.response.signature = changed.response.signature.replace(/.{4}$/, 'AAAA')
  expect(said(await browser(server).send('POST', '/session/passkey', changed))).toBe(
    '401 second-factor-wrong',
  )
})

test('it is made for one account, with a challenge of that account, and only once', async () => {
  const { own, device, student } = await studentWithPasskey()
  const stranger = browserOf(server, await home.student())
  const { options } = (await own.send('POST', '/me/passkeys/challenge')).json()
  expect(options.excludeCredentials).toHaveLength(1)
  const response = authenticator(publicUrl).create(options)
  expect(said(await stranger.send('POST', '/me/passkeys', { name: 'Planted', response }))).toBe(
    '401 second-factor-wrong',
  )
  // The same credential a second time, for whomever.
  expect(said(await add(stranger, device))).toBe('401 second-factor-wrong')
  expect(said(await add(own, device))).toBe('401 second-factor-wrong')
  const { rows } = await server.database.pool.query('SELECT user_id FROM passkeys WHERE name = $1', [
    'Planted',
  ])
  expect(rows).toEqual([])
  expect(
    (await server.database.pool.query('SELECT FROM passkeys WHERE user_id = $1', [student.id])).rowCount,
  ).toBe(1)
})

test('only its owner removes it, and the app beside it still counts', async () => {
  const { student, own, device, passkey } = await studentWithPasskey()
  await withApp(own)
  const stranger = browserOf(server, await home.student())
  expect(said(await stranger.send('DELETE', `/me/passkeys/${passkey.id}`))).toBe('404 not-found')
  expect(said(await own.send('DELETE', `/me/passkeys/${passkey.id}`))).toBe('204')
  expect((await signIn(device)).answer).toBe('401 second-factor-wrong')
  const begun = await browser(server).send('POST', '/session', { email: student.email, password })
  expect([said(begun), begun.json().ways]).toEqual(['401 second-factor-needed', ['code']])
})

test('a passkey confirms that it is its owner, for a quarter of an hour', async () => {
  const { student, own, device } = await studentWithPasskey()
  await server.database.pool.query(
    `UPDATE sessions SET proven_at = now() - interval '1 hour' WHERE user_id = $1`,
    [student.id],
  )
  expect(said(await own.send('POST', '/me/recovery-codes'))).toBe('403 confirm-first')
  const passkey = device.prove(await challenge(own, 'confirm'))
  expect(said(await own.send('POST', '/session/confirmation', { passkey }))).toBe('204')
  expect(said(await own.send('POST', '/me/recovery-codes'))).toBe('200')
})

test('staff need a second proof where the service asks for one, and get in with it', async () => {
  const strict = await server.node({ staffSecondFactor: true })
  const staff = await home.student({ role: 'staff', password })
  const own = browser(strict, { cc_session: staff.token })
  expect(said(await own.send('GET', '/staff/reports'))).toBe('403 second-factor-missing')
  expect((await own.send('GET', '/me/factors')).json().isRequired).toBe(true)
  const device = authenticator(publicUrl)
  expect(said(await add(own, device))).toBe('201')
  expect(said(await own.send('GET', '/staff/reports'))).toBe('200')
  const { who, answer } = await signIn(device, strict)
  expect([answer, said(await who.send('GET', '/staff/reports'))]).toEqual(['200', '200'])
  await strict.close()
})

test('an unverified student adds none: the confirmed address comes first', async () => {
  const student: TestStudent = await home.student({ verified: false })
  const own = browserOf(server, student)
  expect(said(await own.send('POST', '/me/passkeys/challenge'))).toBe('403 not-verified')
  expect(said(await own.send('POST', '/me/authenticator-app'))).toBe('403 not-verified')
})
