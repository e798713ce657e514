import { afterAll, beforeAll, expect, test } from 'vitest'
import { getMe } from '#contract/accounts.ts'
import { listBlocks } from '#contract/blocks.ts'
import { acceptConnection, requestConnection } from '#contract/connections.ts'
import { sendMessage } from '#contract/conversations.ts'
import { listMatches } from '#contract/matching.ts'
import { actOnReport, listReports, reportStudent } from '#contract/reports.ts'
import { type Campus, campus } from '../../../../tests/campus.ts'
import { type MailServer, startMailServer } from '../../../../tests/mail-server.ts'
import { type TestServer, type TestStudent, testServer } from '../../../../tests/server.ts'

let server: TestServer
let mail: MailServer
let home: Campus
let staff: TestStudent
beforeAll(async () => {
  mail = await startMailServer()
  server = await testServer({ smtpUrl: mail.url })
})
afterAll(async () => {
  await server.close()
  await mail.close()
})

/** Two connected students with a message from the second, and a staff member; of a new university. */
async function trouble() {
  home = await campus(server)
  staff = await home.student({ role: 'staff', firstName: 'Sam' })
  const course = await home.course()
  const [ada, ben] = [await home.student({ courses: [course] }), await home.student({ courses: [course] })]
  const { id } = await ada.call(requestConnection, { body: { targetId: ben.id, courseId: course } })
  await ben.call(acceptConnection, { params: { id } })
  const message = await ben.call(sendMessage, { params: { id }, body: { content: 'Something nasty' } })
  return { course, ada, ben, message }
}

const open = async () => (await staff.call(listReports)).items
const act = (id: string, action: 'dismiss' | 'warn' | 'suspend' | 'restore') =>
  staff.call(actOnReport, { params: { id }, body: { action, note: 'seen' } })

test('a message is reported with its text, blocks in one step, and staff see that message only', async () => {
  const { ada, ben, message } = await trouble()
  const body = {
    studentId: ben.id,
    kind: 'message' as const,
    messageId: message.id,
    reason: 'harassment' as const,
  }
  await ada.call(reportStudent, { body: { ...body, note: ' stop it ', block: true } })
  await ada.call(reportStudent, { body })
  expect(await open()).toMatchObject([
    {
      kind: 'message',
      evidence: 'Something nasty',
      note: 'stop it',
      subject: { id: ben.id, isSuspended: false },
      reporter: { id: ada.id },
      reports: 1,
      actions: [],
    },
  ])
  expect((await ada.call(listBlocks)).items.map(({ id }) => id)).toEqual([ben.id])
})

test('what is not there to report is refused, and nothing is blocked', async () => {
  const { ada, ben, message } = await trouble()
  const stranger = await home.student()
  const about = { studentId: ben.id, reason: 'spam' as const, block: true }
  const refusals = [
    await stranger.send(reportStudent, { body: { ...about, kind: 'message', messageId: message.id } }),
    await ben.send(reportStudent, {
      body: { ...about, studentId: ada.id, kind: 'message', messageId: message.id },
    }),
    await ada.send(reportStudent, { body: { ...about, kind: 'picture' } }),
    await ada.send(reportStudent, { body: { ...about, kind: 'message' } }),
    await ada.send(reportStudent, { body: { ...about, studentId: ada.id, kind: 'person' } }),
  ]
  expect(refusals.map(({ statusCode }) => statusCode)).toEqual([404, 404, 404, 400, 403])
  expect(await open()).toEqual([])
  expect((await ada.call(listBlocks)).items).toEqual([])
})

test('a suspended student is out at once on every node and out of every list, until restored', async () => {
  const { course, ada, ben } = await trouble()
  const node = await server.node()
  try {
    await ada.call(reportStudent, { body: { studentId: ben.id, kind: 'person', reason: 'spam' } })
    const [report] = await open()
    const mates = async () => (await node.as(ada).call(listMatches, { params: { id: course } })).mates
    expect([(await node.as(ben).send(getMe)).statusCode, await mates()]).toEqual([200, 1])
    const done = await act(report?.id ?? '', 'suspend')
    expect(done).toMatchObject({ status: 'closed', subject: { isSuspended: true } })
    expect(done.actions).toMatchObject([{ action: 'suspend', note: 'seen', by: 'Sam Test' }])
    expect([(await node.as(ben).send(getMe)).statusCode, await mates()]).toEqual([401, 0])
    expect(await mail.letterTo(ben.email)).toContain('suspended')
    expect(await open()).toEqual([])

    await act(report?.id ?? '', 'restore')
    expect(await mates()).toBe(1)
    // The session of before stays ended.
    expect((await ben.send(getMe)).statusCode).toBe(401)
    const closed = await staff.call(listReports, { query: { status: 'closed' } })
    expect(closed.items[0]?.actions.map(({ action }) => action)).toEqual(['restore', 'suspend'])
  } finally {
    await node.close()
  }
})

test('who has asked to be deleted does not look suspended, and is not brought back by the staff', async () => {
  const { ada, ben } = await trouble()
  await ada.call(reportStudent, { body: { studentId: ben.id, kind: 'person', reason: 'spam' } })
  await server.database.pool.query(
    `UPDATE users SET is_active = FALSE, deletion_at = now() + interval '7 days' WHERE id = $1`,
    [ben.id],
  )
  const [report] = await open()
  expect(report?.subject).toMatchObject({ isSuspended: false })
  const { id = '' } = report ?? {}
  expect((await staff.send(actOnReport, { params: { id }, body: { action: 'restore' } })).statusCode).toBe(
    403,
  )
  expect((await act(id, 'suspend')).subject).toMatchObject({ isSuspended: true })
  expect((await act(id, 'restore')).subject).toMatchObject({ isSuspended: false })
})

test('a warning is mailed; a dismissal is not', async () => {
  const { ada, ben } = await trouble()
  for (const action of ['dismiss', 'warn'] as const) {
    await ada.call(reportStudent, { body: { studentId: ben.id, kind: 'person', reason: 'other' } })
    const [report] = await open()
    await act(report?.id ?? '', action)
  }
  expect(await mail.letterTo(ben.email)).toContain('A word from the staff')
  expect(mail.count(ben.email)).toBe(1)
})

test('staff act neither on themselves nor on each other, nor elsewhere; an operator does', async () => {
  const { ada, ben } = await trouble()
  const colleague = await home.student({ role: 'staff' })
  for (const subject of [staff, colleague, ben])
    await ada.call(reportStudent, { body: { studentId: subject.id, kind: 'person', reason: 'other' } })
  const reports = new Map((await open()).map(({ id, subject }) => [subject?.id, id]))
  const attempt = async (who: TestStudent, subject: TestStudent) =>
    (
      await who.send(actOnReport, {
        params: { id: reports.get(subject.id) ?? '' },
        body: { action: 'suspend' },
      })
    ).statusCode
  expect([await attempt(staff, staff), await attempt(staff, colleague)]).toEqual([403, 403])
  const elsewhere = await campus(server)
  expect(await attempt(await elsewhere.student({ role: 'staff' }), ben)).toBe(404)
  expect(await attempt(await home.student({ role: 'staff', verified: false }), ben)).toBe(403)
  expect(await attempt(await elsewhere.student({ role: 'operator' }), colleague)).toBe(200)
})

test('what staff did can be neither changed nor deleted', async () => {
  const { ada, ben } = await trouble()
  await ada.call(reportStudent, { body: { studentId: ben.id, kind: 'person', reason: 'other' } })
  const [report] = await open()
  await act(report?.id ?? '', 'dismiss')
  for (const sql of [
    'DELETE FROM staff_actions',
    'TRUNCATE staff_actions',
    `UPDATE staff_actions SET note = 'never'`,
  ])
    await expect(server.database.pool.query(sql)).rejects.toThrow('neither changed nor deleted')
})
