import { afterAll, beforeAll, expect, test } from 'vitest'
import {
  changePassword,
  requestPasswordReset,
  resetPassword,
  signIn,
  signUp,
  verifyEmail,
} from '#contract/accounts.ts'
import { acceptConnection, requestConnection } from '#contract/connections.ts'
import { sendMessage } from '#contract/conversations.ts'
import { reportStudent } from '#contract/reports.ts'
import { createTokens, refreshTokens } from '#contract/tokens.ts'
import { createLog } from '#platform/log.ts'
import { campus } from '../campus.ts'
import { type MailServer, startMailServer } from '../mail-server.ts'
import { type TestServer, testServer } from '../server.ts'

let mail: MailServer
let server: TestServer
const lines: string[] = []
beforeAll(async () => {
  mail = await startMailServer()
  const log = createLog('trace', false, { write: (line) => void lines.push(line) })
  server = await testServer({ smtpUrl: mail.url }, log)
})
afterAll(async () => {
  await server.close()
  await mail.close()
})

const tokenIn = (letter: string) => letter.match(/token=([\w-]+)/)?.[1] ?? ''

test('no password, token or word of a message is in any line of the log, however much it says', async () => {
  const home = await campus(server)
  const course = await home.course()
  const email = `grace@${home.university.domain}`
  const secrets = [
    'lantern otter quilt',
    'orchard kettle ninety',
    'copper violin harbour',
    'meet me at the fountain',
  ]
  const [first = '', second = '', third = '', words = ''] = secrets
  const { nobody } = server
  await nobody.call(signUp, { body: { email, password: first, firstName: 'Grace', lastName: 'Hopper' } })
  const confirmation = tokenIn(await mail.letterTo(email))
  await nobody.send(signIn, { body: { email, password: 'not the password' } })
  await nobody.inject({ url: `/verify?token=${confirmation}` })
  await nobody.call(verifyEmail, { body: { token: confirmation, password: first } })
  await nobody.call(requestPasswordReset, { body: { email } })
  const reset = tokenIn(await mail.letterTo(email, 2))
  await nobody.call(resetPassword, { body: { token: reset, password: second } })
  await nobody.send(resetPassword, { body: { token: reset, password: second } })
  const entered = await nobody.send(signIn, { body: { email, password: second } })
  const cookie = entered.cookies[0]?.value ?? ''
  const tokens = await nobody.call(createTokens, { body: { email, password: second } })
  const next = await nobody.call(refreshTokens, { body: { refreshToken: tokens.refreshToken } })
  await nobody.send(refreshTokens, { body: { refreshToken: tokens.refreshToken } })
  const grace = server.nobody
  const cookies = { cc_session: cookie }
  const headers = { authorization: `Bearer ${next.accessToken}` }
  await grace.inject({ url: '/api/v1/me', cookies })
  await grace.inject({ url: '/api/v1/me', headers })
  await grace.inject({
    method: 'PUT',
    url: '/api/v1/me/password',
    cookies,
    payload: { current: second, password: third },
  })
  await grace.inject({
    method: 'PUT',
    url: '/api/v1/me/password',
    cookies,
    payload: { current: second, nonsense: third },
  })

  const [ada, ben] = [await home.student({ courses: [course] }), await home.student({ courses: [course] })]
  const { id } = await ada.call(requestConnection, {
    body: { targetId: ben.id, courseId: course, message: words },
  })
  await ben.call(acceptConnection, { params: { id } })
  await ada.call(sendMessage, { params: { id }, body: { content: words } })
  await ben.send(sendMessage, { params: { id }, body: { content: `${words}\u0000` } })
  await ben.call(reportStudent, { body: { studentId: ada.id, kind: 'person', reason: 'spam', note: words } })
  await ada.send(changePassword, { body: { current: first, password: second } })

  // It says something at all, and what fails inside is there, too.
  await server.database.pool.query(
    'ALTER TABLE messages ADD CONSTRAINT short CHECK (length(content) < 3) NOT VALID',
  )
  await ada.inject({
    method: 'POST',
    url: `/api/v1/conversations/${id}/messages`,
    payload: { content: words },
  })
  await server.database.pool.query('ALTER TABLE messages DROP CONSTRAINT short')
  expect(lines.filter((line) => line.includes('"level":50')).length).toBeGreaterThan(0)
  expect(lines.length).toBeGreaterThan(15)

  const all = lines.join('\n')
  const { rows } = await server.database.pool.query(
    'SELECT password_hash AS secret FROM users WHERE password_hash IS NOT NULL UNION SELECT session_token FROM sessions',
  )
  for (const secret of [
    ...secrets,
    'not the password',
    confirmation,
    reset,
    cookie,
    ada.token,
    tokens.accessToken,
    tokens.refreshToken,
    next.accessToken,
    next.refreshToken,
    ...rows.map((row) => row.secret),
  ]) {
    expect(secret.length).toBeGreaterThan(8)
    expect(all, secret).not.toContain(secret)
  }
})
