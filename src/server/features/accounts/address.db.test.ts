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
  await ada.call(requestAddress, { body: { email, password } })
  await ben.call(requestAddress, { body: { email, password } })
  await mail.letterTo(email, 2)
  expect(mail.count(ben.email)).toBe(0)
  const rows = await query('SELECT identifier FROM verification_tokens WHERE identifier LIKE $1', [
    `%${email}`,
  ])
  expect(rows).toHaveLength(2)
  // Both links, at once: one of the two gets the address.
  const letters = [await mail.letterTo(email)]
  const first = await confirm(tokenIn(letters[0] ?? ''))
  expect(first.statusCode).toBe(200)
  const owners = await query('SELECT id FROM users WHERE email = $1', [email])
  expect(owners).toHaveLength(1)
})

test('the link is good for nothing else', async () => {
  const ada = await student()
  const email = newAddress()
  await ada.call(requestAddress, { body: { email, password } })
  const token = tokenIn(await mail.letterTo(email))
  expect((await server.nobody.send(resetPassword, { body: { token, password } })).statusCode).toBe(422)
})
