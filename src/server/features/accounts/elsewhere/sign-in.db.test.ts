import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { requestAddress, requestDeletion, signIn, signUp } from '#contract/accounts.ts'
import { confirmSession } from '#contract/factors.ts'
import { confirmLink, listLinks, listProviders, unlinkProvider } from '#contract/providers.ts'
import { type Campus, campus } from '../../../../../tests/campus.ts'
import { type RealIssuer, realIssuer } from '../../../../../tests/oidc-provider.ts'
import { problemOf } from '../../../../../tests/problem.ts'
import { type TestServer, testServer } from '../../../../../tests/server.ts'
import { browser, browserOf, codeAt, withApp } from '../factors/factors.fixture.ts'
import { traveller } from './traveller.fixture.ts'

const password = 'lantern otter quilt'
let server: TestServer
let home: Campus
let other: Campus
let real: RealIssuer
beforeAll(async () => {
  server = await testServer()
  home = await campus(server)
  other = await campus(server)
  const { publicUrl } = server.parts
  real = await realIssuer(['anybody', 'home', 'directory'].map((slug) => `${publicUrl}/sign-in/with/${slug}`))
  const insert = (slug: string, university: string | null, isAuthority: boolean) =>
    server.database.pool.query(
      `INSERT INTO sign_in_providers (slug, name, issuer, client_id, client_secret, university_id, is_authority)
       VALUES ($1::varchar, initcap($1::varchar), $2, $3, $4, $5, $6)`,
      [
        slug,
        real.issuer,
        real.clientId,
        server.parts.secrets.seal(real.clientSecret),
        university,
        isAuthority,
      ],
    )
  await insert('anybody', null, false)
  await insert('home', home.university.id, false)
  await insert('directory', home.university.id, true)
})
afterAll(async () => {
  await server.close()
  await real.close()
})

/** Somebody whom the provider knows. */
let sub: string
let email: string
beforeEach(() => {
  sub = `ada-${randomUUID()}`
  email = `${sub}@${home.university.domain}`
  real.people.set(sub, { email, email_verified: true, given_name: 'Ada', family_name: 'Lovelace' })
})

/** Goes to a provider and comes back, in a browser of their own unless one is given. */
async function travel(slug = 'home', browser = traveller(server)) {
  const back = await real.visit((await browser.leave(slug, { next: '/courses' })).href, sub)
  return { browser, response: await browser.comeBack(slug, back.search) }
}
const rowsOf = async (sql: string, ...values: unknown[]) =>
  (await server.database.pool.query(sql, values)).rows

test('whoever is new gets an account, confirmed and without a password, and the same one the next time', async () => {
  const first = await travel()
  expect(first.response.json()).toMatchObject({
    me: { email, firstName: 'Ada', lastName: 'Lovelace', isVerified: true, role: 'student' },
    next: '/courses',
  })
  expect((await first.browser.me()).json().email).toBe(email)
  expect(first.browser.cookies.has('cc_elsewhere')).toBe(false)
  const again = await travel()
  expect(again.response.json().me.id).toBe(first.response.json().me.id)
  const rows = await rowsOf('SELECT * FROM accounts WHERE provider_account_id = $1', sub)
  expect(rows).toMatchObject([{ type: 'oidc', provider: 'home', user_id: again.response.json().me.id }])
  expect(await rowsOf('SELECT password_hash FROM users WHERE id = $1', rows[0].user_id)).toEqual([
    { password_hash: null },
  ])
})

test('tokens are kept sealed', async () => {
  await travel()
  const [row] = await rowsOf('SELECT * FROM accounts WHERE provider_account_id = $1', sub)
  const idToken = server.parts.secrets.open(row.id_token)
  expect(JSON.parse(Buffer.from(idToken.split('.')[1] ?? '', 'base64url').toString())).toMatchObject({ sub })
  expect(JSON.stringify(row)).not.toContain(idToken)
  expect(server.parts.secrets.open(row.access_token)).toMatch(/^[\w-]{20,}$/)
  expect(row.expires_at).toBeGreaterThan(Date.now() / 1000)
})

test('two who come back at once are one student', async () => {
  const both = await Promise.all([travel(), travel()])
  const ids = both.map(({ response }) => response.json().me.id)
  expect(ids[0]).toBe(ids[1])
  expect(await rowsOf('SELECT FROM users WHERE email = $1', email)).toHaveLength(1)
})

test('what came back is taken once, and at once not by two', async () => {
  const browser = traveller(server)
  const back = await real.visit((await browser.leave('home')).href, sub)
  const sealed = browser.cookies.get('cc_elsewhere') ?? ''
  expect((await browser.comeBack('home', back.search)).statusCode).toBe(200)
  expect(problemOf(await browser.comeBack('home', back.search))).toBe('provider-refused')
  browser.cookies.set('cc_elsewhere', sealed)
  expect(problemOf(await browser.comeBack('home', back.search))).toBe('provider-refused')

  const again = await real.visit((await browser.leave('home')).href, sub)
  const answers = await Promise.all([1, 2].map(() => browser.comeBack('home', again.search)))
  // The provider takes back what it gave for a code that comes twice.
  expect(answers.filter(({ statusCode }) => statusCode === 200).length).toBeLessThan(2)
})

test('a name may be missing, and an address be in capitals', async () => {
  real.people.set(sub, { email: email.toUpperCase(), email_verified: true })
  const { response } = await travel()
  expect(response.json().me).toMatchObject({ firstName: sub.toUpperCase(), lastName: 'Student' })
})

test.for([
  ['home', { email_verified: false }, 'not-verified'],
  ['anybody', { email_verified: false }, 'not-verified'],
  ['anybody', { email: 'ada@nowhere.example', email_verified: true }, 'university-unknown'],
  ['anybody', {}, 'not-verified'],
  ['directory', { email: 'ada@nowhere.example' }, 'university-unknown'],
] as const)('%s that says %o is refused: %s', async ([slug, said, problem]) => {
  real.people.set(sub, { email, ...said })
  const { response, browser } = await travel(slug)
  expect(problemOf(response)).toBe(problem)
  expect((await browser.me()).statusCode).toBe(401)
  expect(await rowsOf('SELECT FROM accounts WHERE provider_account_id = $1', sub)).toEqual([])
})

test.for(['home', 'directory'])('%s speaks for no other university', async (slug) => {
  const foreign = `${sub}@${other.university.domain}`
  real.people.set(sub, { email: foreign, email_verified: true })
  expect(problemOf((await travel(slug)).response)).toBe('university-unknown')
  expect((await travel('anybody')).response.json().me.email).toBe(foreign)
})

test('a provider that tells no address is no help', async () => {
  real.people.set(sub, { given_name: 'Ada' })
  expect(problemOf((await travel()).response)).toBe('provider-refused')
})

test('the directory of a university needs not say that an address is confirmed', async () => {
  real.people.set(sub, { email })
  expect((await travel('directory')).response.json().me.email).toBe(email)
})

test('whose address stops being of a university signs in no more', async () => {
  await travel('anybody')
  real.people.set(sub, { email: 'ada@nowhere.example', email_verified: true })
  expect(problemOf((await travel('anybody')).response)).toBe('university-unknown')
})

async function studentWithPassword() {
  const student = await home.student({ password })
  real.people.set(sub, { email: student.email, email_verified: true })
  return student
}

test('an account with the address is linked by who signs in to it, from the same browser', async () => {
  const student = await studentWithPassword()
  const { browser, response } = await travel()
  expect(problemOf(response)).toBe('link-needed')
  expect((await browser.me()).statusCode).toBe(401)
  expect(await rowsOf('SELECT FROM accounts WHERE user_id = $1', student.id)).toEqual([])

  await browser.post(signIn.path, { email: student.email, password })
  expect((await browser.post(confirmLink.path, {})).statusCode).toBe(204)
  expect((await travel()).response.json().me.id).toBe(student.id)
  // Once only.
  expect(problemOf(await browser.post(confirmLink.path, {}))).toBe('provider-refused')
})

test('another account than the one with the address is not linked', async () => {
  await studentWithPassword()
  const { browser } = await travel()
  const stranger = await home.student({ password })
  await browser.post(signIn.path, { email: stranger.email, password })
  expect(problemOf(await browser.post(confirmLink.path, {}))).toBe('provider-refused')
  expect(await rowsOf('SELECT FROM accounts WHERE provider_account_id = $1', sub)).toEqual([])
})

test('what is kept until signing in is no sign-in that was begun, nor the other way round', async () => {
  const student = await studentWithPassword()
  const { browser } = await travel()
  browser.cookies.set('cc_elsewhere', browser.cookies.get('cc_link') ?? '')
  expect(problemOf(await browser.comeBack('home', '?code=x&state=y'))).toBe('provider-refused')
  await browser.leave('home')
  browser.cookies.set('cc_link', browser.cookies.get('cc_elsewhere') ?? '')
  browser.cookies.set('cc_session', student.token)
  expect(problemOf(await browser.post(confirmLink.path, {}))).toBe('provider-refused')
})

test('an account that nobody has confirmed is begun anew: nothing of who planted it lasts', async () => {
  const planter = traveller(server)
  await server.nobody.call(signUp, { body: { email, password, firstName: 'Mal', lastName: 'Lory' } })
  await planter.post(signIn.path, { email, password })
  await planter.post(requestAddress.path, { email: `mallory-${email}`, password })
  const { response } = await travel()
  expect(response.json().me).toMatchObject({ email, firstName: 'Ada', isVerified: true })
  expect((await planter.me()).statusCode).toBe(401)
  expect(problemOf(await server.nobody.send(signIn, { body: { email, password } }))).toBe('wrong-credentials')
  const { id } = response.json().me
  expect(await rowsOf(`SELECT FROM verification_tokens WHERE identifier LIKE '%' || $1 || '%'`, id)).toEqual(
    [],
  )
})

test('signing up anew ends what was begun for another address, too', async () => {
  const body = { email, password, firstName: 'Mal', lastName: 'Lory' }
  const planter = traveller(server)
  await server.nobody.call(signUp, { body })
  const { id } = (await planter.post(signIn.path, { email, password })).json()
  await planter.post(requestAddress.path, { email: `mallory-${email}`, password })
  await server.nobody.call(signUp, { body: { ...body, firstName: 'Ada' } })
  const tokens = await rowsOf(
    `SELECT identifier FROM verification_tokens WHERE identifier LIKE '%' || $1 || '%'`,
    id,
  )
  expect(tokens).toEqual([{ identifier: `verify-email:${id}` }])
})

test('who was suspended stays out; who asked to be deleted comes back', async () => {
  const { id } = (await travel()).response.json().me
  await server.database.pool.query('UPDATE users SET is_active = FALSE, suspended_at = now() WHERE id = $1', [
    id,
  ])
  expect(problemOf((await travel()).response)).toBe('provider-refused')
  await server.database.pool.query(
    `UPDATE users SET suspended_at = NULL, deletion_at = now() + interval '1 day' WHERE id = $1`,
    [id],
  )
  expect((await travel()).response.json().me.id).toBe(id)
  expect(await rowsOf('SELECT is_active, deletion_at FROM users WHERE id = $1', id)).toEqual([
    { is_active: true, deletion_at: null },
  ])
})

test('a suspended account with the address is not offered to be linked', async () => {
  const student = await home.student({ active: false })
  real.people.set(sub, { email: student.email, email_verified: true })
  expect(problemOf((await travel()).response)).toBe('provider-refused')
})

test('a provider that is switched off is not offered, and lets nobody in who has left already', async () => {
  const browser = traveller(server)
  const back = await real.visit((await browser.leave('home')).href, sub)
  const offered = async () => (await server.nobody.call(listProviders, { query: { email } })).items
  expect((await offered()).map(({ slug }) => slug)).toEqual(['anybody', 'directory', 'home'])
  await server.database.pool.query(`UPDATE sign_in_providers SET is_enabled = FALSE WHERE slug = 'home'`)
  try {
    expect((await offered()).map(({ slug }) => slug)).toEqual(['anybody', 'directory'])
    expect(problemOf(await browser.comeBack('home', back.search))).toBe('not-found')
    await expect(browser.leave('home')).rejects.toThrow('not-found')
  } finally {
    await server.database.pool.query(`UPDATE sign_in_providers SET is_enabled = TRUE WHERE slug = 'home'`)
  }
})

test('providers are offered by domain, whether or not there is an account', async () => {
  const names = async (query: { email?: string }) =>
    (await server.nobody.call(listProviders, { query })).items.map(({ slug }) => slug)
  expect(await names({})).toEqual(['anybody'])
  expect(await names({ email: `nobody@cs.${home.university.domain}` })).toEqual([
    'anybody',
    'directory',
    'home',
  ])
  expect(await names({ email: `nobody@${other.university.domain}` })).toEqual(['anybody'])
})

test('who is signed in links with the password, even another address of the university, and is told by mail', async () => {
  const student = await home.student({ password })
  const browser = traveller(server, student.token)
  await expect(browser.leaveToLink('home')).rejects.toThrow('wrong-credentials')
  await expect(browser.leaveToLink('home', { password: 'a guess' })).rejects.toThrow('wrong-credentials')
  const back = await real.visit((await browser.leaveToLink('home', { password })).href, sub)
  expect((await browser.comeBack('home', back.search)).json()).toMatchObject({
    me: { id: student.id },
    next: '/profile/security',
  })
  expect((await travel()).response.json().me.id).toBe(student.id)
  const { items, hasPassword } = await student.call(listLinks)
  expect(hasPassword).toBe(true)
  expect(items.filter(({ linkedAt }) => linkedAt).map(({ slug }) => slug)).toEqual(['home'])
  await expect
    .poll(async () => (await server.parts.mail.outbox?.())?.find(({ to }) => to === student.email)?.subject)
    .toBe('You can sign in with Home')
})

test('without a password only the account’s own address is linked', async () => {
  const { browser } = await travel('home')
  const mine = await real.visit((await browser.leaveToLink('anybody')).href, sub)
  expect((await browser.comeBack('anybody', mine.search)).statusCode).toBe(200)
  const friend = `friend-${sub}`
  real.people.set(friend, { email: `friend-${email}`, email_verified: true })
  const theirs = await real.visit((await browser.leaveToLink('directory')).href, friend)
  expect(problemOf(await browser.comeBack('directory', theirs.search))).toBe('provider-refused')
})

test('an identity of another account is not linked, nor a second one of the same provider', async () => {
  await travel()
  const student = await home.student({ password })
  const browser = traveller(server, student.token)
  const theirs = await real.visit((await browser.leaveToLink('home', { password })).href, sub)
  expect(problemOf(await browser.comeBack('home', theirs.search))).toBe('provider-refused')
  for (const [account, status] of [
    ['one', 200],
    ['one', 200],
    ['two', 401],
  ] as const) {
    const id = `${account}-${sub}`
    real.people.set(id, { email: `${account}-${email}`, email_verified: true })
    const back = await real.visit((await browser.leaveToLink('home', { password })).href, id)
    expect((await browser.comeBack('home', back.search)).statusCode).toBe(status)
  }
})

test('what was begun to link is not finished by who has signed out, or is somebody else', async () => {
  const student = await home.student({ password })
  for (const token of ['', (await home.student()).token]) {
    const browser = traveller(server, student.token)
    const back = await real.visit((await browser.leaveToLink('home', { password })).href, sub)
    browser.cookies.set('cc_session', token)
    expect(problemOf(await browser.comeBack('home', back.search))).toBe('provider-refused')
  }
  expect(await rowsOf('SELECT FROM accounts WHERE provider_account_id = $1', sub)).toEqual([])
})

test('the last way in is not unlinked; of two at once one stays', async () => {
  const { browser, response } = await travel('home')
  const student = await server.signedIn(response.json().me.id, email)
  const unlink = (slug: string) => student.send(unlinkProvider, { params: { slug } })
  expect(problemOf(await unlink('home'))).toBe('not-allowed')
  expect(problemOf(await unlink('anybody'))).toBe('not-found')
  const back = await real.visit((await browser.leaveToLink('anybody')).href, sub)
  await browser.comeBack('anybody', back.search)
  const both = await Promise.all(['home', 'anybody'].map(unlink))
  expect(both.map(({ statusCode }) => statusCode).sort()).toEqual([204, 403])
})

test('a link with a provider that is switched off is no way in', async () => {
  const { browser, response } = await travel('home')
  const student = await server.signedIn(response.json().me.id, email)
  await browser.comeBack(
    'anybody',
    (await real.visit((await browser.leaveToLink('anybody')).href, sub)).search,
  )
  const turn = (to: boolean) =>
    server.database.pool.query(`UPDATE sign_in_providers SET is_enabled = $1 WHERE slug = 'anybody'`, [to])
  await turn(false)
  const refused = await student.send(unlinkProvider, { params: { slug: 'home' } })
  await turn(true)
  expect(problemOf(refused)).toBe('not-allowed')
  await student.call(unlinkProvider, { params: { slug: 'home' } })
})

test('with a password everything may be unlinked, and then does not sign in', async () => {
  const student = await studentWithPassword()
  const browser = traveller(server, student.token)
  const back = await real.visit((await browser.leaveToLink('home', { password })).href, sub)
  await browser.comeBack('home', back.search)
  await student.call(unlinkProvider, { params: { slug: 'home' } })
  expect(problemOf((await travel()).response)).toBe('link-needed')
})

test('an account without a password is deleted by who has just signed in', async () => {
  const { response } = await travel()
  const student = await server.signedIn(response.json().me.id, email)
  await server.database.pool.query(`UPDATE sessions SET proven_at = now() - interval '16 minutes'`)
  expect(problemOf(await student.send(requestDeletion, { body: {} }))).toBe('confirm-first')
  // What is not there cannot be guessed, nor stand in for a proof.
  const guess = { body: { password: 'any guess' } }
  expect(problemOf(await student.send(requestDeletion, guess))).toBe('wrong-credentials')
  expect(problemOf(await student.send(confirmSession, guess))).toBe('wrong-credentials')
  await server.database.pool.query('UPDATE sessions SET proven_at = now() WHERE user_id = $1', [student.id])
  expect((await student.send(requestDeletion, { body: {} })).statusCode).toBe(202)
})

test('whoever has a second proof here gives it after signing in elsewhere', async () => {
  const { response } = await travel()
  const student = await server.signedIn(response.json().me.id, email)
  const { secret } = await withApp(browserOf(server, student))
  const again = await travel()
  expect(problemOf(again.response)).toBe('second-factor-needed')
  expect((await again.browser.me()).statusCode).toBe(401)
  const there = browser(server, Object.fromEntries(again.browser.cookies))
  await there.send('POST', '/session/second-factor', { code: codeAt(secret) })
  expect((await there.send('GET', '/me')).json().id).toBe(student.id)
})
