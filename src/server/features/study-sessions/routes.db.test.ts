import ICAL from 'ical.js'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { replaceWeek } from '#contract/availability.ts'
import { blockStudent } from '#contract/blocks.ts'
import { cancelConnection } from '#contract/connections.ts'
import { listMessages } from '#contract/conversations.ts'
import * as contract from '#contract/study-sessions.ts'
import { createLog } from '#platform/log.ts'
import { type Campus, campus } from '../../../../tests/campus.ts'
import { type MailServer, startMailServer } from '../../../../tests/mail-server.ts'
import { problemOf } from '../../../../tests/problem.ts'
import { type TestServer, type TestStudent, testServer } from '../../../../tests/server.ts'
import { connected } from '../conversations/pair.fixture.ts'
import { instantOf } from './data.ts'
import { studySessionJobs } from './jobs.ts'

let server: TestServer
let mail: MailServer
let home: Campus
beforeAll(async () => {
  mail = await startMailServer()
  server = await testServer({ smtpUrl: mail.url })
  home = await campus(server, 'America/New_York')
})
afterAll(async () => {
  await server.close()
  await mail.close()
})

/** A day of the campus, so many days ahead. */
const dayAhead = (days: number) =>
  new Date(Date.now() + days * 24 * 60 * 60 * 1000).toLocaleDateString('sv', { timeZone: 'America/New_York' })
const at = (days: number, start = '16:00', minutes = 90) => ({ date: dayAhead(days), start, minutes })
const propose = (who: TestStudent, id: string, body = at(3)) =>
  who.send(contract.proposeStudySession, { params: { id }, body })
async function proposed(who: TestStudent, id: string, body = at(3)) {
  return who.call(contract.proposeStudySession, { params: { id }, body })
}
const accept = (who: TestStudent, id: string) => who.send(contract.acceptStudySession, { params: { id } })
const agreed = async (who: TestStudent) =>
  (await who.call(contract.listStudySessions)).items.map(({ id }) => id)

test('what one proposes and the other accepts stands in the days of both, and in what they wrote', async () => {
  const { ada, ben, id } = await connected(home)
  const body = { ...at(3), place: ' Library, room 2 ' }
  const session = await ada.call(contract.proposeStudySession, { params: { id }, body })
  expect(session).toMatchObject({
    status: 'proposed',
    isMine: true,
    place: 'Library, room 2',
    partner: { id: ben.id },
    conversationId: id,
  })
  expect(Date.parse(session.endsAt) - Date.parse(session.startsAt)).toBe(90 * 60_000)
  expect(
    new Date(session.startsAt).toLocaleTimeString('en', { timeZone: 'America/New_York', timeStyle: 'short' }),
  ).toBe('4:00 PM')
  expect(await agreed(ada)).toEqual([])
  expect((await accept(ada, session.id)).statusCode).toBe(403)
  expect((await accept(ben, session.id)).json()).toMatchObject({ status: 'accepted', isMine: false })
  expect((await accept(ben, session.id)).statusCode).toBe(200)
  for (const who of [ada, ben]) expect(await agreed(who)).toEqual([session.id])
  const { items } = await ben.call(listMessages, { params: { id } })
  expect(items.map(({ type, content, senderId }) => [type, content, senderId])).toEqual([
    ['system', `study-session ${session.id} accepted`, ben.id],
    ['system', `study-session ${session.id} proposed`, ada.id],
  ])
})

test('another time answers the open proposal; one waits at a time', async () => {
  const { ada, ben, id } = await connected(home)
  const first = await proposed(ada, id)
  const second = await proposed(ben, id, at(4))
  const third = await proposed(ben, id, at(5))
  expect(problemOf(await accept(ben, first.id))).toBe('session-changed')
  const { items } = await ada.call(contract.listConversationStudySessions, { params: { id } })
  expect(items.map((one) => [one.id, one.status])).toEqual([
    [third.id, 'proposed'],
    [second.id, 'cancelled'],
    [first.id, 'countered'],
  ])
  expect((await ada.send(contract.declineStudySession, { params: { id: third.id } })).json().status).toBe(
    'declined',
  )
})

test('of an acceptance and another answer at once the first counts, whichever it is', async () => {
  const { ada, ben, id } = await connected(home)
  for (let turn = 0; turn < 10; turn++) {
    const session = await proposed(ada, id, at(turn + 1))
    const answers = await Promise.all([
      accept(ben, session.id),
      turn % 2
        ? ben.send(contract.declineStudySession, { params: { id: session.id } })
        : ada.send(contract.proposeStudySession, { params: { id }, body: at(turn + 30) }),
    ])
    const { items } = await ada.call(contract.listConversationStudySessions, { params: { id } })
    const status = items.find((one) => one.id === session.id)?.status
    expect(['accepted', 'declined', 'cancelled']).toContain(status)
    expect(answers[0].statusCode).toBe(status === 'accepted' ? 200 : 409)
    expect(items.filter((one) => one.status === 'proposed').length).toBeLessThan(2)
  }
})

test('nobody agrees on two sessions at one time, not even with two people', async () => {
  const { ada, ben, id } = await connected(home)
  const { ben: cleo, id: other } = await connected(home, { ada })
  const [one, two] = [await proposed(ben, id, at(6)), await proposed(cleo, other, at(6, '17:00'))]
  expect((await accept(ada, one.id)).statusCode).toBe(200)
  expect(problemOf(await accept(ada, two.id))).toBe('session-clash')
  expect(problemOf(await propose(ada, other, at(6, '15:00')))).toBe('session-clash')
  await ben.call(contract.cancelStudySession, { params: { id: one.id } })
  expect((await accept(ada, two.id)).statusCode).toBe(200)
})

test('of two who accept sessions of one student at once, one does', async () => {
  const { ada, ben, id } = await connected(home)
  const { ben: cleo, id: other } = await connected(home, { ada })
  for (let turn = 0; turn < 8; turn++) {
    const [one, two] = [await proposed(ada, id, at(10 + turn)), await proposed(ada, other, at(10 + turn))]
    const answers = await Promise.all([accept(ben, one.id), accept(cleo, two.id)])
    expect(answers.map(({ statusCode }) => statusCode).sort()).toEqual([200, 409])
  }
})

test('times that are over, too far ahead, or left out by daylight saving are told so', async () => {
  const { ada, id } = await connected(home)
  const clocks = new Date('2027-03-14T07:00:00Z') // forward from 02:00 to 03:00
  const refused = [
    [at(-1), 'body.start'],
    [at(200), 'body.date'],
    ...(Math.abs(clocks.getTime() - Date.now()) < 170 * 24 * 60 * 60 * 1000
      ? [[{ date: '2027-03-14', start: '02:30', minutes: 60 }, 'body.start'] as const]
      : []),
  ] as const
  for (const [body, field] of refused)
    expect((await propose(ada, id, body)).json(), body.date).toMatchObject({
      status: 400,
      errors: [{ field }],
    })
  const zone = 'America/New_York'
  const { prisma } = server.parts.database
  expect(await instantOf(prisma, '2027-03-14', '02:30', zone)).toBeNull()
  const instants = [
    ['2027-03-14', '01:59', '2027-03-14T06:59:00Z'],
    ['2027-03-14', '03:00', '2027-03-14T07:00:00Z'],
    ['2026-11-01', '00:30', '2026-11-01T04:30:00Z'],
    ['2026-11-01', '01:30', '2026-11-01T05:30:00Z'], // comes twice
    ['2026-11-01', '02:00', '2026-11-01T07:00:00Z'],
  ]
  for (const [date = '', time = '', instant = ''] of instants)
    expect(await instantOf(prisma, date, time, zone)).toEqual(new Date(instant))
})

test('both hear when they are free next: shared windows, without what is taken', async () => {
  const { ada, ben, id } = await connected(home)
  const days = [0, 1, 2, 3, 4, 5, 6]
  const week = (start: string, end: string) => ({ body: { slots: days.map((day) => ({ day, start, end })) } })
  await ada.call(replaceWeek, week('14:00', '24:00'))
  await ben.call(replaceWeek, week('20:00', '24:00'))
  const suggested = async () =>
    (await ben.call(contract.suggestStudySessions, { params: { id } })).items.map(
      ({ date, start, minutes }) => [date, start, minutes],
    )
  const before = await suggested()
  expect(before).toHaveLength(12)
  expect(before[2]?.slice(1)).toEqual(['20:00', 240])
  const [date = ''] = before[2] as [string]
  const session = await proposed(ada, id, { date, start: '21:00', minutes: 60 })
  await accept(ben, session.id)
  expect((await suggested()).map(([day]) => day)).not.toContain(date)
})

test.for<[string, (ada: TestStudent, ben: TestStudent, id: string) => Promise<unknown>]>([
  ['the connection', (ada, _, id) => ada.call(cancelConnection, { params: { id } })],
  ['a block', (ada, ben) => ada.call(blockStudent, { params: { id: ben.id } })],
])('%s ends what was to come, and nothing new is proposed', async ([what, end]) => {
  const { ada, ben, id } = await connected(home)
  const session = await proposed(ada, id, at(7))
  await accept(ben, session.id)
  const open = await proposed(ada, id, at(8))
  await end(ada, ben, id)
  expect(await agreed(ben)).toEqual([])
  const { rows } = await server.database.pool.query(
    'SELECT status FROM study_sessions WHERE connection_id = $1',
    [id],
  )
  expect(rows).toEqual([{ status: 'cancelled' }, { status: 'cancelled' }])
  const gone = what === 'a block'
  expect(problemOf(await propose(ben, id, at(9)))).toBe(gone ? 'not-found' : 'connection-closed')
  expect(problemOf(await accept(ben, open.id))).toBe(gone ? 'not-found' : 'session-changed')
})

test('a calendar reads what its owner agreed on at a secret address, which can be ended', async () => {
  const { ada, ben, id } = await connected(home)
  const session = await proposed(ada, id, { ...at(5), start: '16:30' })
  await accept(ben, session.id)
  expect(await ben.call(contract.getCalendarFeed)).toEqual({ url: null })
  const { url } = await ben.call(contract.renewCalendarFeed)
  expect(await ben.call(contract.getCalendarFeed)).toEqual({ url })
  const read = (address: string | null) => server.nobody.inject({ url: new URL(address ?? '').href })
  const feed = await read(url)
  expect(feed.headers['content-type']).toBe('text/calendar; charset=utf-8')
  const events = new ICAL.Component(ICAL.parse(feed.body)).getAllSubcomponents('vevent')
  const [event] = events.map((one) => new ICAL.Event(one))
  expect(events).toHaveLength(1)
  expect(event?.startDate.toJSDate()).toEqual(new Date(session.startsAt))
  expect(event?.endDate.toJSDate()).toEqual(new Date(session.endsAt))
  expect(event?.summary).toContain('Test')
  const single = await ada.inject({ url: `/api/v1/study-sessions/${session.id}/calendar` })
  expect(single.body).toContain(`UID:${session.id}@`)

  const again = await ben.call(contract.renewCalendarFeed)
  expect((await read(url)).statusCode).toBe(404)
  expect((await read(again.url)).statusCode).toBe(200)
  await ben.call(contract.deleteCalendarFeed)
  expect((await read(again.url)).statusCode).toBe(404)
})

test('both are reminded once, an hour before; a proposal that nobody answers lapses', async () => {
  const { ada, ben, id } = await connected(home)
  const run = (name: string) =>
    studySessionJobs.find((job) => job.name === name)?.run(server.parts, new AbortController().signal)
  const move = (session: string, to: string) =>
    server.database.pool.query(
      `ALTER TABLE study_sessions DISABLE TRIGGER study_sessions_transition;
       UPDATE study_sessions SET starts_at = now() + '${to}', ends_at = now() + '${to}'::interval + interval '1 hour'
       WHERE id = '${session}';
       ALTER TABLE study_sessions ENABLE TRIGGER study_sessions_transition`,
    )
  const session = await proposed(ada, id, at(2))
  await accept(ben, session.id)
  await run('study-sessions.remind')
  expect(mail.count(ada.email)).toBe(0)
  await move(session.id, '50 minutes')
  await Promise.all([run('study-sessions.remind'), run('study-sessions.remind')])
  for (const who of [ada, ben]) expect(await mail.letterTo(who.email)).toContain(`/conversations/${id}`)
  expect([ada, ben].map(({ email }) => mail.count(email))).toEqual([1, 1])

  const open = await proposed(ada, id, at(2))
  await move(open.id, '-1 minute')
  expect(problemOf(await accept(ben, open.id))).toBe('session-changed')
  await run('study-sessions.lapse')
  const { items } = await ada.call(contract.listConversationStudySessions, { params: { id } })
  expect(items[0]).toMatchObject({ id: open.id, status: 'lapsed' })
})

test('no log has the address of a calendar', async () => {
  const lines: string[] = []
  const logged = await testServer({}, createLog('debug', false, { write: (line) => void lines.push(line) }))
  const reader = await (await campus(logged)).student()
  const { url } = await reader.call(contract.renewCalendarFeed)
  await logged.nobody.inject({ url: new URL(url ?? '').pathname })
  await logged.close()
  const said = lines.join('')
  expect(said).toContain('/api/v1/calendar/:file 200')
  expect(said).not.toContain(url?.split('/').at(-1)?.slice(0, 20))
})

test('a session is nobody else’s', async () => {
  const { ada, id } = await connected(home)
  const eve = await home.student()
  const session = await proposed(ada, id)
  for (const response of [
    await propose(eve, id),
    await accept(eve, session.id),
    await eve.send(contract.cancelStudySession, { params: { id: session.id } }),
    await eve.send(contract.suggestStudySessions, { params: { id } }),
    await eve.send(contract.listConversationStudySessions, { params: { id } }),
    await eve.inject({ url: `/api/v1/study-sessions/${session.id}/calendar` }),
  ])
    expect(problemOf(response)).toBe('not-found')
})
