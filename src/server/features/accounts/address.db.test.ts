import { afterAll, beforeAll, expect, test } from 'vitest'
import { confirmAddress, getMe, requestAddress, resetPassword } from '#contract/accounts.ts'
import { type Campus, campus } from '../../../../tests/campus.ts'
import { type MailServer, startMailServer } from '../../../../tests/mail-server.ts'
import { type TestServer, testServer } from '../../../../tests/server.ts'

const password = 'lantern otter quilt'

let server: TestServer
let mail: MailServer
let home: Campus
beforeAll(async () => {
  mail = await startMailServer()
  server = await testServer({ smtpUrl: mail.url })
  home = await campus(server)
})
afterAll(async () => {
  await server.close()
  await mail.close()
})

const query = async (sql: string, values: unknown[] = []) =>
  (await server.database.pool.query(sql, values)).rows
const tokenIn = (letter: string) => letter.match(/token=([\w-]+)/)?.[1] ?? ''
let count = 0
const newAddress = () => `new${count++}@alumni.${home.university.domain}`

const student = () => home.student({ password })
const confirm = (token: string) => server.nobody.send(confirmAddress, { body: { token } })

test('a new address counts once its link is used, and the old one is told', async () => {
  const ada = await student()
  const email = newAddress()
  await ada.call(requestAddress, { body: { email, password } })
  expect((await ada.call(getMe)).email).toBe(ada.email)
  const token = tokenIn(await mail.letterTo(email))
  expect((await confirm(token)).json()).toEqual({ email })
  expect((await ada.call(getMe)).email).toBe(email)
  expect(await mail.letterTo(ada.email)).toContain(email)
  expect((await confirm(token)).statusCode).toBe(422)
})

test('it takes the password and an address of the same university', async () => {
  const ada = await student()
  const elsewhere = await campus(server)
  const refused = [
    await ada.send(requestAddress, { body: { email: newAddress(), password: 'a guess' } }),
    await ada.send(requestAddress, { body: { email: `ada@${elsewhere.university.domain}`, password } }),
    await ada.send(requestAddress, { body: { email: 'ada@nowhere.example', password } }),
  ]
  expect(refused.map(({ statusCode }) => statusCode)).toEqual([401, 422, 422])
})

test('an address that has an account is answered the same and gets no mail; one taken meanwhile is not given', async () => {
  const [ada, ben] = [await student(), await student()]
  expect(
    (await ada.send(requestAddress, { body: { email: ben.email.toUpperCase(), password } })).statusCode,
  ).toBe(202)
  const email = newAddress()
  const tokens: string[] = []
  for (const [before, who] of [ada, ben].entries()) {
    await who.call(requestAddress, { body: { email, password } })
    tokens.push(tokenIn(await mail.letterTo(email, before + 1)))
  }
  expect(mail.count(ben.email)).toBe(0)
  const rows = await query('SELECT identifier FROM verification_tokens WHERE identifier LIKE $1', [
    `%${email}`,
  ])
  expect(rows).toHaveLength(2)
  // Both links, at once: one of the two gets the address.
  const answers = await Promise.all(tokens.map(confirm))
  expect(answers.map(({ statusCode }) => statusCode).sort()).toEqual([200, 422])
  const owners = await query('SELECT id FROM users WHERE email = $1', [email])
  expect(owners).toHaveLength(1)
})

test('an address that somebody signs up with while its link is used is had by one of the two', async () => {
  const ada = await student()
  const email = newAddress()
  await ada.call(requestAddress, { body: { email, password } })
  const token = tokenIn(await mail.letterTo(email))
  // Signing up, but not done yet: the address is not to be seen.
  const other = await server.database.pool.connect()
  try {
    await other.query('BEGIN')
    await other.query(
      `INSERT INTO users (email, first_name, last_name, university)
       SELECT upper($1), 'Ben', 'Berg', university FROM users WHERE id = $2`,
      [email, ada.id],
    )
    const confirming = confirm(token)
    await expect
      .poll(
        async () =>
          (
            await query(
              'SELECT FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = $1',
              ['Lock'],
            )
          ).length,
      )
      .toBeGreaterThan(0)
    await other.query('COMMIT')
    const answer = await confirming
    expect(answer.statusCode).toBe(422)
    expect(answer.json().type).toBe('urn:campus-connect:problem:token-invalid')
  } finally {
    other.release()
  }
  expect((await ada.call(getMe)).email).toBe(ada.email)
})

test('the link is good for nothing else', async () => {
  const ada = await student()
  const email = newAddress()
  await ada.call(requestAddress, { body: { email, password } })
  const token = tokenIn(await mail.letterTo(email))
  expect((await server.nobody.send(resetPassword, { body: { token, password } })).statusCode).toBe(422)
})
