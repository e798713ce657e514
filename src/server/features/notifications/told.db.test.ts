import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest'
import { requestConnection } from '#contract/connections.ts'
import {
  getNotificationSettings,
  listNotifications,
  type NotificationKind,
  putNotificationSettings,
  readNotifications,
} from '#contract/notifications.ts'
import { acceptStudySession, cancelStudySession, proposeStudySession } from '#contract/study-sessions.ts'
import { type Campus, campus } from '../../../../tests/campus.ts'
import { classOf } from '../../../../tests/class.ts'
import { type MailServer, startMailServer } from '../../../../tests/mail-server.ts'
import { type TestServer, type TestStudent, testServer } from '../../../../tests/server.ts'
import { connectionJobs } from '../connections/jobs.ts'
import { openPage } from '../conversations/live/page.fixture.ts'
import { connected } from '../conversations/pair.fixture.ts'
import { studySessionJobs } from '../study-sessions/jobs.ts'

let server: TestServer
let mail: MailServer
let home: Campus
let at: string
beforeAll(async () => {
  mail = await startMailServer()
  server = await testServer({ smtpUrl: mail.url })
  home = await campus(server, 'Etc/UTC')
  at = await server.app.listen({ host: '127.0.0.1', port: 0 })
})
afterAll(async () => {
  await server.close()
  await mail.close()
})

const query = (sql: string, values: unknown[] = []) => server.database.pool.query(sql, values)
const list = (who: TestStudent) => who.call(listNotifications)
const sessionsOf = async (who: TestStudent) =>
  (await list(who)).items.filter(({ kind }) => kind === 'session').map(({ what, isRead }) => [what, isRead])
const run = (jobs: typeof connectionJobs, name: string) =>
  jobs.find((job) => job.name === name)?.run(server.parts, new AbortController().signal)
async function noLettersOf(who: TestStudent, kind: NotificationKind) {
  const settings = await who.call(getNotificationSettings)
  const ways = { app: true, push: true, mail: false }
  await who.call(putNotificationSettings, {
    body: { ...settings, kinds: { ...settings.kinds, [kind]: ways } },
  })
}

async function proposal(daysAhead = 2) {
  const pair = await connected(home)
  await pair.ada.call(readNotifications, { body: { upTo: new Date().toISOString() } })
  const date = new Date(Date.now() + daysAhead * 24 * 3600 * 1000).toISOString().slice(0, 10)
  const { id } = await pair.ada.call(proposeStudySession, {
    params: { id: pair.id },
    body: { date, start: '16:00', minutes: 60 },
  })
  return { ...pair, session: id }
}

test('a session is one entry, which tells the other one what became of it last', async () => {
  const { ada, ben, id, session } = await proposal()
  expect((await list(ben)).items[0]).toMatchObject({
    kind: 'session',
    what: 'proposed',
    sessionId: session,
    conversationId: id,
    partner: { id: ada.id },
    isRead: false,
  })
  await ben.call(acceptStudySession, { params: { id: session } })
  await ben.call(acceptStudySession, { params: { id: session } })
  expect(await sessionsOf(ben)).toEqual([['proposed', true]])
  expect(await sessionsOf(ada)).toEqual([['accepted', false]])
  await ada.call(cancelStudySession, { params: { id: session } })
  expect(await sessionsOf(ben)).toEqual([['cancelled', false]])
})

test('before a session both are told, by letter only who wants it', async () => {
  const { ada, ben, session } = await proposal()
  await ben.call(acceptStudySession, { params: { id: session } })
  await noLettersOf(ben, 'session')
  await query('ALTER TABLE study_sessions DISABLE TRIGGER study_sessions_transition')
  await query(
    `UPDATE study_sessions SET starts_at = now() + interval '40 minutes', ends_at = now() + interval '2 hours' WHERE id = $1`,
    [session],
  )
  await query('ALTER TABLE study_sessions ENABLE TRIGGER study_sessions_transition')
  await run(studySessionJobs, 'study-sessions.remind')
  for (const who of [ada, ben]) expect(await sessionsOf(who)).toEqual([['soon', false]])
  expect([mail.count(ada.email), mail.count(ben.email)]).toEqual([1, 0])
})

test('who wants no letters of requests is not reminded of one by letter', async () => {
  const { course, students } = await classOf(home, ['Ada', 'Ben', 'Cleo'])
  const [ada, ben, cleo] = students as [TestStudent, TestStudent, TestStudent]
  await noLettersOf(ben, 'request')
  for (const target of [ben, cleo])
    await ada.call(requestConnection, { body: { targetId: target.id, courseId: course } })
  await query(`UPDATE connections SET requested_at = now() - interval '4 days 1 hour' WHERE course_id = $1`, [
    course,
  ])
  await run(connectionJobs, 'connections.nudge')
  expect([mail.count(ben.email), mail.count(cleo.email)]).toEqual([0, 1])
})

test('open pages hear at once that there is something new, or that it was seen elsewhere', async () => {
  const { course, students } = await classOf(home, ['Ada', 'Ben'])
  const [ada, ben] = students as [TestStudent, TestStudent]
  const page = await openPage(at, { cookie: `cc_session=${ben.token}` }, {})
  onTestFinished(() => page.socket.terminate())
  await page.until(() => page.frames.some(({ type }) => type === 'resumed'), 'resumed')
  const notified = () => page.frames.filter(({ type }) => type === 'notified').length
  await ada.call(requestConnection, { body: { targetId: ben.id, courseId: course } })
  await page.until(() => notified() === 1)
  await ben.call(readNotifications, { body: { upTo: new Date().toISOString() } })
  await page.until(() => notified() === 2)
})
