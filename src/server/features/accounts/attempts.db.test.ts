import { expect, onTestFinished, test } from 'vitest'
import { changePassword, requestPasswordReset, resendVerification, signIn } from '#contract/accounts.ts'
import { type Campus, campus } from '../../../../tests/campus.ts'
import { type TestServer, testServer } from '../../../../tests/server.ts'

const password = 'lantern otter quilt'
const right = { password }
const wrong = { password: 'a guess' }

async function start(
  settings: Parameters<typeof testServer>[0],
): Promise<{ server: TestServer; home: Campus }> {
  const server = await testServer(settings)
  onTestFinished(() => server.close())
  return { server, home: await campus(server) }
}

type Cookies = Record<string, string>

/** Tries to sign in from an address; with the cookies of a browser. */
async function tryIn(
  server: TestServer,
  email: string,
  { password }: { password: string },
  remoteAddress: string,
  cookies: Cookies = {},
) {
  const url = `/api/v1${signIn.path}`
  const payload = { email, password }
  return server.app.inject({ method: 'POST', url, payload, remoteAddress, cookies })
}

/** Statuses of guesses made one after another. */
async function guesses(server: TestServer, emails: string[], remoteAddress: string, cookies?: Cookies) {
  const statuses: number[] = []
  for (const email of emails)
    statuses.push((await tryIn(server, email, wrong, remoteAddress, cookies)).statusCode)
  return statuses
}

const times = <T>(count: number, what: T): T[] => Array<T>(count).fill(what)

test('guesses at one account run out for an address, and for all addresses together', async () => {
  const { server, home } = await start({ signInLimitPerHour: 6 })
  const { email } = await home.student({ password })
  expect(await guesses(server, [email, email.toUpperCase(), email], '192.0.2.1')).toEqual([401, 401, 429])
  expect(await guesses(server, times(2, email), '192.0.2.2')).toEqual([401, 401])
  expect(await guesses(server, times(2, email), '192.0.2.3')).toEqual([401, 401])
  const refused = await tryIn(server, email, right, '192.0.2.4')
  expect(refused.statusCode).toBe(429)
  expect(refused.headers['ratelimit-policy']).toBe('"sign-in";q=6;w=3600')
  expect(refused.headers.ratelimit).toBe(`"sign-in";r=0;t=${refused.headers['retry-after']}`)
  expect(Number(refused.headers['retry-after'])).toBeLessThanOrEqual(7200)
})

test('an address that nobody has is counted alike, so that the limit does not tell', async () => {
  const { server } = await start({ signInLimitPerHour: 6 })
  expect(await guesses(server, times(3, 'nobody@nowhere.example'), '192.0.2.1')).toEqual([401, 401, 429])
})

test('guesses from one address at many accounts run out, and only there', async () => {
  const { server, home } = await start({ signInAddressLimitPerHour: 3 })
  const people = await Promise.all([1, 2, 3, 4].map(() => home.student({ password })))
  const emails = people.map(({ email }) => email)
  expect(await guesses(server, emails, '192.0.2.1')).toEqual([401, 401, 401, 429])
  expect(await guesses(server, emails.slice(3), '192.0.2.2')).toEqual([401])
})

test('guesses at once are counted too; right passwords are not', async () => {
  const { server, home } = await start({ signInLimitPerHour: 6, signInAddressLimitPerHour: 2 })
  const { email } = await home.student({ password })
  for (let count = 0; count < 4; count++)
    expect((await tryIn(server, email, right, '192.0.2.1')).statusCode).toBe(200)
  const answers = await Promise.all(times(10, email).map((to) => tryIn(server, to, wrong, '192.0.2.1')))
  expect(answers.filter(({ statusCode }) => statusCode === 401)).toHaveLength(2)
})

test('what is refused costs the address nothing', async () => {
  const { server, home } = await start({ signInLimitPerHour: 6, signInAddressLimitPerHour: 4 })
  const [ada, ben] = [await home.student({ password }), await home.student({ password })]
  for (const address of ['192.0.2.2', '192.0.2.3', '192.0.2.4'])
    expect(await guesses(server, times(2, ada.email), address)).toEqual([401, 401])
  expect(await guesses(server, times(6, ada.email), '192.0.2.1')).toEqual(times(6, 429))
  expect(await guesses(server, times(2, ben.email), '192.0.2.1')).toEqual([401, 401])
})

test('right passwords run out, too, widely, and for that account at that address only', async () => {
  const { server, home } = await start({ signInLimitPerHour: 3 })
  const [ada, ben] = [await home.student({ password }), await home.student({ password })]
  for (let count = 0; count < 6; count++)
    expect((await tryIn(server, ada.email, right, '192.0.2.1')).statusCode).toBe(200)
  const refused = await tryIn(server, ada.email, right, '192.0.2.1')
  expect(refused.statusCode).toBe(429)
  expect(refused.headers['ratelimit-policy']).toBe('"sign-in-all";q=6;w=3600')
  expect((await tryIn(server, ada.email, right, '192.0.2.2')).statusCode).toBe(200)
  expect((await tryIn(server, ben.email, right, '192.0.2.1')).statusCode).toBe(200)
})

test('a stranger cannot lock out the owner: a browser that has signed in is counted by itself', async () => {
  const { server, home } = await start({ signInLimitPerHour: 6 })
  const [ada, eve] = [await home.student({ password }), await home.student({ password })]
  const cookieOf = async (email: string, address: string): Promise<Cookies> => {
    const cookie = (await tryIn(server, email, right, address)).cookies.find(
      ({ name }) => name === 'cc_known',
    )
    expect(cookie).toMatchObject({ httpOnly: true, sameSite: 'Lax', path: '/', maxAge: 180 * 24 * 3600 })
    return { cc_known: cookie?.value ?? '' }
  }
  const [known, other] = [await cookieOf(ada.email, '192.0.2.1'), await cookieOf(eve.email, '192.0.2.2')]
  for (const address of ['192.0.2.2', '192.0.2.3', '192.0.2.4'])
    await guesses(server, times(2, ada.email), address)

  expect((await tryIn(server, ada.email, right, '192.0.2.9')).statusCode).toBe(429)
  expect((await tryIn(server, ada.email, right, '192.0.2.9', known)).statusCode).toBe(200)
  // What was made for somebody else, or here and there changed, is none.
  const forged = { cc_known: `${known.cc_known?.slice(0, -2)}AA` }
  for (const cookies of [other, forged, { cc_known: 'x' }])
    expect((await tryIn(server, ada.email, right, '192.0.2.9', cookies)).statusCode).toBe(429)
  // Whoever has taken it guesses no more than anybody.
  expect(await guesses(server, times(3, ada.email), '192.0.2.2', known)).toEqual([401, 401, 429])
  // By mail one always gets in.
  const reset = await server.nobody.send(requestPasswordReset, { body: { email: ada.email } })
  expect(reset.statusCode).toBe(202)
})

test('mails that one address asks for, and to one mailbox, run out', async () => {
  const { server, home } = await start({ signInLimitPerHour: 2, mailAddressLimitPerHour: 4 })
  const ask = async (email: string) =>
    (await server.nobody.send(resendVerification, { body: { email } })).statusCode
  const mailbox = (name: string) => `${name}@${home.university.domain}`
  expect([await ask(mailbox('a')), await ask(mailbox('A')), await ask(mailbox('a'))]).toEqual([202, 202, 429])
  expect([await ask(mailbox('b')), await ask(mailbox('c')), await ask(mailbox('d'))]).toEqual([202, 202, 429])
})

test('the old password is guessed at no more often by who is signed in', async () => {
  const { server, home } = await start({ signInLimitPerHour: 1 })
  void server
  const ada = await home.student({ password })
  const body = { current: 'a guess', password: 'another otter quilt' }
  const statuses = [await ada.send(changePassword, { body }), await ada.send(changePassword, { body })]
  expect(statuses.map(({ statusCode }) => statusCode)).toEqual([401, 429])
})
