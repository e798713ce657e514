import { utimes } from 'node:fs/promises'
import path from 'node:path'
import { buffer } from 'node:stream/consumers'
import sharp from 'sharp'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { requestDeletion } from '#contract/accounts.ts'
import type { Attachment } from '#contract/attachments.ts'
import { acceptConnection, requestConnection } from '#contract/connections.ts'
import { sendMessage } from '#contract/conversations.ts'
import { deleteMessage } from '#contract/message-changes.ts'
import { deletePicture } from '#contract/profiles.ts'
import { actOnReport, getReportedPicture, listReports, reportStudent } from '#contract/reports.ts'
import { type Campus, campus } from '../../../../tests/campus.ts'
import { type TestServer, type TestStudent, testServer } from '../../../../tests/server.ts'
import { deleteLeaving } from '../accounts/deletion.ts'
import { deleteOld } from './retention.ts'

const password = 'lantern otter quilt'

let server: TestServer
let home: Campus
let staff: TestStudent
beforeAll(async () => {
  server = await testServer()
})
afterAll(() => server.close())

const query = async (sql: string, values: unknown[] = []) =>
  (await server.database.pool.query(sql, values)).rows

/** A reporter, somebody with a picture who leaves when asked to, and staff; of a new university. */
async function people() {
  home = await campus(server)
  staff = await home.student({ role: 'staff', firstName: 'Sam' })
  const course = await home.course()
  const [ada, ben] = [
    await home.student({ courses: [course], password }),
    await home.student({ courses: [course], firstName: 'Ben', password }),
  ]
  await show(ben, 'teal')
  return { course, ada, ben }
}

async function show(who: TestStudent, background: string): Promise<void> {
  const create = { width: 9, height: 9, channels: 3, background } as const
  const payload = await sharp({ create }).png().toBuffer()
  const headers = { 'content-type': 'image/png' }
  await who.inject({ method: 'PUT', url: '/api/v1/me/picture', headers, payload })
}

async function leave(who: TestStudent): Promise<void> {
  await who.call(requestDeletion, { body: { password } })
  await query(`UPDATE users SET deletion_at = now() - interval '1 second' WHERE id = $1`, [who.id])
  await deleteLeaving(server.parts, new AbortController().signal)
}

const open = async () => (await staff.call(listReports)).items
const reportPicture = (who: TestStudent, studentId: string) =>
  who.send(reportStudent, { body: { studentId, kind: 'picture', reason: 'inappropriate' } })
const pictureFor = (who: TestStudent, id: string) => who.send(getReportedPicture, { params: { id } })
const fileOf = (id: string) => path.join(server.parts.settings.dataDirectory, 'files/reports', `${id}.webp`)

test('staff see a reported picture as it was, changed, removed or its student gone', async () => {
  const { ada, ben } = await people()
  expect((await reportPicture(ada, ben.id)).statusCode).toBe(204)
  const [report] = await open()
  const { id = '', pictureUrl } = report ?? {}
  expect(pictureUrl).toBe(`/api/v1/staff/reports/${id}/picture`)
  const seen = await pictureFor(staff, id)
  expect(seen.headers).toMatchObject({ 'content-type': 'image/webp', 'cache-control': 'no-store' })
  const asItWas = seen.rawPayload

  await show(ben, 'red')
  expect((await pictureFor(staff, id)).rawPayload).toEqual(asItWas)
  await ben.call(deletePicture)
  await leave(ben)
  expect((await pictureFor(staff, id)).rawPayload).toEqual(asItWas)
  expect((await open())[0]).toMatchObject({ subject: null, pictureUrl, reports: 1 })

  const elsewhere = await campus(server)
  const answers = [
    await elsewhere.student({ role: 'staff' }),
    await elsewhere.student({ role: 'operator' }),
    ada,
  ].map(async (who) => (await pictureFor(who, id)).statusCode)
  expect(await Promise.all(answers)).toEqual([404, 200, 403])
})

test('a picture told of twice is kept once; who has none cannot be reported for it', async () => {
  const { ada, ben } = await people()
  for (let time = 0; time < 2; time++) await reportPicture(ada, ben.id)
  const [report, second] = await open()
  expect(second).toBeUndefined()
  const kept = await server.parts.files.list('reports', new Date(Date.now() + 60_000))
  const { rows } = await server.database.pool.query(`SELECT id FROM reports WHERE kind = 'picture'`)
  expect(kept.sort()).toEqual(rows.map(({ id }) => `${id}.webp`).sort())
  expect(kept).toContain(`${report?.id}.webp`)
  expect((await reportPicture(ben, ada.id)).statusCode).toBe(404)
})

test('a reported message stays with what came right before it, though its sender is deleted', async () => {
  const { course, ada, ben } = await people()
  const { id } = await ada.call(requestConnection, { body: { targetId: ben.id, courseId: course } })
  await ben.call(acceptConnection, { params: { id } })
  const say = (who: TestStudent, content: string) =>
    who.call(sendMessage, { params: { id }, body: { content } })
  for (const word of ['one', 'two', 'three', 'four']) await say(ben, word)
  await say(ada, 'five')
  await say(ada, 'six')
  const message = await say(ben, 'Something nasty')
  await say(ada, 'afterwards')
  const body = { studentId: ben.id, kind: 'message', messageId: message.id, reason: 'harassment' } as const
  await ada.call(reportStudent, { body })
  await leave(ben)
  const [report] = await open()
  expect(report).toMatchObject({ evidence: 'Something nasty', subject: null, pictureUrl: null })
  expect(report?.context.map(({ isSubject, text }) => [isSubject, text])).toEqual([
    [true, 'two'],
    [true, 'three'],
    [true, 'four'],
    [false, 'five'],
    [false, 'six'],
  ])
})

test('the image of a reported message stays for staff of the university, though it is deleted, as long as the report', async () => {
  const { course, ada, ben } = await people()
  const { id } = await ada.call(requestConnection, { body: { targetId: ben.id, courseId: course } })
  await ben.call(acceptConnection, { params: { id } })
  const create = { width: 40, height: 30, channels: 3, background: 'red' } as const
  const uploaded = await ben.inject({
    method: 'POST',
    url: '/api/v1/attachments?name=rude.png',
    headers: { 'content-type': 'application/octet-stream' },
    payload: await sharp({ create }).png().toBuffer(),
  })
  const attachment: Attachment = uploaded.json()
  const message = await ben.call(sendMessage, { params: { id }, body: { attachmentId: attachment.id } })
  const asItWas = (await ada.inject({ url: attachment.url })).rawPayload
  const body = { studentId: ben.id, kind: 'message', messageId: message.id, reason: 'inappropriate' } as const
  await ada.call(reportStudent, { body })
  await ben.call(deleteMessage, { params: { id, messageId: message.id } })

  const [report] = await open()
  const reportId = report?.id ?? ''
  expect(report).toMatchObject({
    evidence: '[image: rude.webp]',
    pictureUrl: `/api/v1/staff/reports/${reportId}/picture`,
  })
  expect((await pictureFor(staff, reportId)).rawPayload).toEqual(asItWas)
  const elsewhere = await campus(server)
  const others = [await elsewhere.student({ role: 'staff' }), ada, ben]
  const statuses = others.map(async (who) => (await pictureFor(who, reportId)).statusCode)
  expect(await Promise.all(statuses)).toEqual([404, 403, 403])

  await staff.call(actOnReport, { params: { id: reportId }, body: { action: 'dismiss' } })
  const { reportDays } = server.parts.settings.retention
  await query(`UPDATE reports SET closed_at = now() - make_interval(days => $2::int + 1) WHERE id = $1`, [
    reportId,
    reportDays,
  ])
  const long = new Date(Date.now() - 7 * 24 * 3600 * 1000)
  await utimes(fileOf(reportId), long, long)
  await deleteOld(server.parts, new AbortController().signal)
  expect((await pictureFor(staff, reportId)).statusCode).toBe(404)
  expect(await server.parts.files.read(`reports/${reportId}.webp`)).toBeNull()
})

test('reports about and by people who left stay apart, and can be dismissed only', async () => {
  const { ada, ben } = await people()
  const [cleo, dan] = [await home.student({ password }), await home.student()]
  for (const [who, about] of [
    [ada, dan],
    [cleo, dan],
    [dan, ada],
    [dan, ben],
  ] as const)
    await who.call(reportStudent, { body: { studentId: about.id, kind: 'person', reason: 'spam' } })
  for (const who of [ada, ben, cleo]) await leave(who)
  const reports = await open()
  expect(reports.map(({ subject, reporter }) => [subject?.id, reporter?.id])).toEqual([
    [dan.id, undefined],
    [dan.id, undefined],
    [undefined, dan.id],
    [undefined, dan.id],
  ])
  const { id = '' } = reports[2] ?? {}
  const act = (action: 'suspend' | 'dismiss') => staff.send(actOnReport, { params: { id }, body: { action } })
  expect((await act('suspend')).statusCode).toBe(403)
  const dismissed = await act('dismiss')
  expect(dismissed.json()).toMatchObject({
    status: 'closed',
    actions: [{ action: 'dismiss', by: 'Sam Test' }],
  })
})

test('what a closed report told goes after a year, an open one’s stays, and all after three years', async () => {
  const { ada, ben } = await people()
  for (const kind of ['picture', 'person'] as const)
    await ada.call(reportStudent, { body: { studentId: ben.id, kind, reason: 'other', note: 'Look' } })
  const [picture, person] = await open()
  const { id = '' } = picture ?? {}
  const work = () => deleteOld(server.parts, new AbortController().signal)
  const rowOf = async (one = '') =>
    (await query('SELECT note, evidence FROM reports WHERE id = $1', [one]))[0]
  const closeBefore = async (age: string) => {
    await query(`UPDATE reports SET status = 'closed', closed_at = now() - $2::interval WHERE id = $1`, [
      id,
      age,
    ])
    const old = new Date(Date.now() - 2 * 60 * 60 * 1000)
    await utimes(fileOf(id), old, old).catch(() => {})
  }
  await closeBefore('364 days')
  await work()
  expect(await rowOf(id)).toMatchObject({ note: 'Look', evidence: expect.stringContaining('/pictures/') })
  expect((await pictureFor(staff, id)).statusCode).toBe(200)

  await closeBefore('366 days')
  expect(await work()).toMatchObject({ forgotten: 1, orphans: 1 })
  expect(await work()).toMatchObject({ forgotten: 0, orphans: 0 })
  expect([await rowOf(id), await rowOf(person?.id)]).toMatchObject([
    { note: null, evidence: null },
    { note: 'Look' },
  ])
  expect((await pictureFor(staff, id)).statusCode).toBe(404)

  await query(
    `INSERT INTO staff_actions (report_id, staff_id, subject_id, action, created_at)
     VALUES ($1, $2, $3, 'warn', now() - interval '3 years 1 day'), ($1, $2, $3, 'dismiss', now() - interval '2 years')`,
    [id, staff.id, ben.id],
  )
  await closeBefore('3 years 1 day')
  expect(await work()).toMatchObject({ actions: 1, reports: 1 })
  expect(await query('SELECT action FROM staff_actions WHERE report_id = $1', [id])).toEqual([
    { action: 'dismiss' },
  ])
})

test('a copy that no report has is removed, a fresh one left alone', async () => {
  const [fresh, old] = ['11111111-1111-4111-8111-111111111111', '22222222-2222-4222-8222-222222222222']
  for (const id of [fresh, old]) await server.parts.files.put(`reports/${id}.webp`, Buffer.from('x'))
  const before = new Date(Date.now() - 2 * 60 * 60 * 1000)
  await utimes(fileOf(old), before, before)
  await deleteOld(server.parts, new AbortController().signal)
  const there = await Promise.all([fresh, old].map((id) => server.parts.files.read(`reports/${id}.webp`)))
  expect(there.map((file) => file !== null)).toEqual([true, false])
  for (const file of there) if (file) await buffer(file.content)
})
