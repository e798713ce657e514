import { afterAll, beforeAll, expect, test } from 'vitest'
import { requestConnection } from '#contract/connections.ts'
import {
  getNotificationSettings,
  putNotificationSettings,
  readNotifications,
  unsubscribe,
} from '#contract/notifications.ts'
import { campus } from '../../../../tests/campus.ts'
import { classOf } from '../../../../tests/class.ts'
import { type MailServer, startMailServer } from '../../../../tests/mail-server.ts'
import { type TestServer, type TestStudent, testServer } from '../../../../tests/server.ts'
import { deleteOld } from './data/list.ts'
import { mailDigests } from './jobs.ts'
import { unsubscribeToken } from './unsubscribe-token.ts'

let server: TestServer
let mail: MailServer
beforeAll(async () => {
  mail = await startMailServer()
  server = await testServer({ smtpUrl: mail.url })
})
afterAll(async () => {
  await server.close()
  await mail.close()
})

const query = (sql: string, values: unknown[] = []) => server.database.pool.query(sql, values)
const digest = () => mailDigests(server.parts, new AbortController().signal)
const nextDay = (who: TestStudent) =>
  query(`UPDATE notification_settings SET digested_at = digested_at - interval '1 day' WHERE user_id = $1`, [
    who.id,
  ])

/** A zone where it is this hour now. */
function zoneAt(hour: number): string {
  const ahead = ((hour - new Date().getUTCHours() + 36) % 24) - 12
  return `Etc/GMT${ahead > 0 ? '-' : '+'}${Math.abs(ahead)}`
}

async function asked(zone = zoneAt(17)) {
  const { course, students } = await classOf(await campus(server, zone), ['Ada', 'Ben', 'Cleo', 'Dan'])
  const [ada, ben, cleo, dan] = students as [TestStudent, TestStudent, TestStudent, TestStudent]
  const ask = (who: TestStudent) =>
    who.call(requestConnection, { body: { targetId: ada.id, courseId: course, message: 'My secret' } })
  await ask(ben)
  await ask(cleo)
  return { ada, ben, dan, ask }
}

test('what is unread is mailed once a day, each thing once, and nothing where nothing is new', async () => {
  const { ada, ben, dan, ask } = await asked()
  await digest()
  const letter = await mail.letterTo(ada.email)
  expect(letter).toMatch(/Subject: 2 things are new/)
  expect(letter).toMatch(/- Cleo would like to study CS \d+ with you\r?\n- Ben would like to study/)
  expect(letter).not.toContain('secret')
  expect(mail.count(ben.email)).toBe(0)
  await ask(dan)
  await digest()
  expect(mail.count(ada.email)).toBe(1)
  await nextDay(ada)
  await digest()
  expect(await mail.letterTo(ada.email, 2)).toMatch(/Subject: Dan would like to study/)
  await nextDay(ada)
  await digest()
  expect(mail.count(ada.email)).toBe(2)
})

test('it comes when it is time at the campus, of what is still unread and wanted in letters', async () => {
  const early = await asked(zoneAt(11))
  const night = await asked(zoneAt(23))
  const read = await asked()
  await read.ada.call(readNotifications, { body: { upTo: new Date().toISOString() } })
  const unwanted = await asked()
  const settings = await unwanted.ada.call(getNotificationSettings)
  const request = { app: true, push: true, mail: false }
  await unwanted.ada.call(putNotificationSettings, {
    body: { ...settings, kinds: { ...settings.kinds, request } },
  })
  const off = await asked()
  await off.ada.call(putNotificationSettings, { body: { ...settings, digest: 'off' } })
  await digest()
  for (const { ada } of [early, night, read, unwanted, off]) expect(mail.count(ada.email)).toBe(0)
})

test('two nodes at once write one letter', async () => {
  const { ada } = await asked()
  const node = await server.node()
  await Promise.all([digest(), mailDigests(node.parts, new AbortController().signal)])
  await node.close()
  expect(mail.count(ada.email)).toBe(1)
})

test('a mail program ends digests with one click, and so does the page; no other link does', async () => {
  const { ada } = await asked()
  await digest()
  const letter = await mail.letterTo(ada.email)
  expect(letter).toMatch(/List-Unsubscribe-Post: List-Unsubscribe=One-Click/)
  const url = letter.match(/List-Unsubscribe:\s+<([^>]+)>/)?.[1] ?? ''
  const { pathname } = new URL(url)
  const token = pathname.split('/').at(-1) ?? ''
  expect(letter).toContain(`/unsubscribe#token=${token}`)
  for (const [contentType, payload] of [
    ['application/x-www-form-urlencoded', 'List-Unsubscribe=One-Click'],
    ['multipart/form-data; boundary=x', '--x\r\n\r\n--x--'],
  ]) {
    const answer = await server.nobody.inject({
      method: 'POST',
      url: pathname,
      headers: { 'content-type': contentType },
      payload,
    })
    expect(answer.statusCode).toBe(204)
    expect(await ada.call(getNotificationSettings)).toMatchObject({ digest: 'off' })
    const settings = await ada.call(getNotificationSettings)
    await ada.call(putNotificationSettings, { body: { ...settings, digest: 'daily' } })
  }
  await server.nobody.call(unsubscribe, { params: { token } })
  expect(await ada.call(getNotificationSettings)).toMatchObject({ digest: 'off' })
  for (const bad of ['a-token-that-was-never-mailed', server.parts.secrets.seal('something else')])
    expect((await server.nobody.send(unsubscribe, { params: { token: bad } })).statusCode).toBe(422)
  // Nobody of that id any more.
  const gone = unsubscribeToken(server.parts.secrets, crypto.randomUUID())
  await server.nobody.call(unsubscribe, { params: { token: gone } })
})

test('old entries go, and a student’s with the account', async () => {
  const { ada } = await asked()
  const count = async () =>
    (await query('SELECT 1 FROM notifications WHERE user_id = $1', [ada.id])).rows.length
  await query(
    `UPDATE notifications SET at = now() - interval '91 days'
               WHERE id = (SELECT id FROM notifications WHERE user_id = $1 LIMIT 1)`,
    [ada.id],
  )
  await deleteOld(server.parts.database.prisma, server.parts.settings.retention.notificationDays)
  expect(await count()).toBe(1)
  await query('DELETE FROM users WHERE id = $1', [ada.id])
  expect(await count()).toBe(0)
})
