import { expect, onTestFinished, test } from 'vitest'
import { requestAddress } from '#contract/accounts.ts'
import { createTokens, refreshTokens } from '#contract/tokens.ts'
import { type Campus, campus } from '../../../../../tests/campus.ts'
import { type TestServer, testServer } from '../../../../../tests/server.ts'
import { browser, browserOf, codeAt, said, withApp } from './factors.fixture.ts'

const password = 'lantern otter quilt'
const wrong = { code: '123456' }

async function start(
  settings: Parameters<typeof testServer>[0] = {},
): Promise<{ server: TestServer; home: Campus }> {
  const server = await testServer(settings)
  onTestFinished(() => server.close())
  return { server, home: await campus(server) }
}

async function studentWithApp({ server, home }: { server: TestServer; home: Campus }) {
  const student = await home.student({ password })
  const own = browserOf(server, student)
  return { email: student.email, own, ...(await withApp(own)) }
}

/** Gives the password, and then a code. */
async function tryCode(there: ReturnType<typeof browser>, email: string, proof: { code: string }) {
  const half = await there.send('POST', '/session', { email, password })
  expect(said(half)).toBe('401 second-factor-needed')
  return there.send('POST', '/session/second-factor', proof)
}

test('wrong codes from one address run out for all accounts but of browsers that know theirs; right ones do not', async () => {
  const at = await start({ signInAddressLimitPerHour: 3 })
  const [ada, ben, eve] = [await studentWithApp(at), await studentWithApp(at), await studentWithApp(at)]
  const answers = []
  for (const { email } of [eve, ben, eve]) answers.push(said(await tryCode(browser(at.server), email, wrong)))
  expect(new Set(answers)).toEqual(new Set(['401 second-factor-wrong']))

  const stranger = await tryCode(browser(at.server), ada.email, { code: codeAt(ada.secret) })
  expect(said(stranger)).toBe('429 too-many-requests')
  expect(stranger.headers).toMatchObject({
    'ratelimit-policy': '"second-factor-address";q=3;w=3600',
    ratelimit: `"second-factor-address";r=0;t=${stranger.headers['retry-after']}`,
  })
  // Her own browser, in which she added the app, is not hindered.
  expect(said(await tryCode(ada.own, ada.email, { code: codeAt(ada.secret) }))).toBe('200')
})

test('who confirms often who they are is not stopped by it; a wrong password there counts with the codes', async () => {
  const at = await start()
  const student = await at.home.student({ password })
  const own = browserOf(at.server, student)
  const confirm = (guess: string) => own.send('POST', '/session/confirmation', { password: guess })
  for (let use = 0; use < 12; use++) expect(said(await confirm(password))).toBe('204')
  for (let use = 0; use < 10; use++) expect(said(await confirm('a guess'))).toBe('401 wrong-credentials')
  const refused = await confirm(password)
  expect(said(refused)).toBe('429 too-many-requests')
  expect(refused.headers['ratelimit-policy']).toBe('"second-factor";q=10;w=3600')
})

test('a program guesses no more codes than a browser, and is told its limit', async () => {
  const at = await start()
  const { email, secret } = await studentWithApp(at)
  const ask = (code: string) => at.server.nobody.send(createTokens, { body: { email, password, code } })
  const first = await ask(wrong.code)
  expect(first.headers.ratelimit).toMatch(/^"second-factor";r=9;t=\d+$/)
  for (let use = 1; use < 10; use++) expect(said(await ask(wrong.code))).toBe('401 second-factor-wrong')
  expect(said(await ask(codeAt(secret)))).toBe('429 too-many-requests')
})

test('refreshes of a student run out, and the one past the limit uses no token up', async () => {
  const { server, home } = await start()
  const { email, id } = await home.student({ password })
  const begin = () => server.nobody.call(createTokens, { body: { email, password } })
  const refresh = (refreshToken: string) => server.nobody.send(refreshTokens, { body: { refreshToken } })
  const [one, other] = [await begin(), await begin()]
  let token = one.refreshToken
  for (let use = 0; use < 100; use++) token = (await refresh(token)).json().refreshToken
  for (const kept of [token, other.refreshToken]) {
    const refused = await refresh(kept)
    expect(said(refused)).toBe('429 too-many-requests')
    expect(refused.headers['ratelimit-policy']).toBe('"refresh";q=100;w=3600')
  }
  const { rows } = await server.database.pool.query(
    'SELECT FROM user_sessions WHERE user_id = $1 AND used_at IS NULL',
    [id],
  )
  expect(rows).toHaveLength(2)
  // One that was copied ends its sign-in all the same.
  expect(said(await refresh(one.refreshToken))).toBe('401 not-signed-in')
  expect(said(await refresh(token))).toBe('401 not-signed-in')
})

test('nobody is mailed more by students who name their mailbox as a new address', async () => {
  const { server, home } = await start({ signInLimitPerHour: 2 })
  const people = await Promise.all([1, 2, 3].map(() => home.student({ password })))
  const email = `target@${home.university.domain}`
  const statuses = []
  for (const student of people)
    statuses.push((await student.send(requestAddress, { body: { email, password } })).statusCode)
  expect(statuses).toEqual([202, 202, 429])
  void server
})
