import { randomUUID } from 'node:crypto'
import { utimes } from 'node:fs/promises'
import path from 'node:path'
import sharp from 'sharp'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { requestDeletion } from '#contract/accounts.ts'
import { blockStudent } from '#contract/blocks.ts'
import { acceptConnection, requestConnection } from '#contract/connections.ts'
import { sendMessage } from '#contract/conversations.ts'
import { downloadExport, listExports, requestExport } from '#contract/exports.ts'
import { reportStudent } from '#contract/reports.ts'
import { type Campus, campus } from '../../../../tests/campus.ts'
import { type MailServer, startMailServer } from '../../../../tests/mail-server.ts'
import { type TestServer, type TestStudent, testServer } from '../../../../tests/server.ts'
import { deleteLeaving } from '../accounts/deletion.ts'
import { hashPassword } from '../accounts/password.ts'
import { unzip } from './unzip.fixture.ts'
import { deleteExpired, makeExports } from './work.ts'

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
beforeEach(() => query('DELETE FROM exports'))

const query = async (sql: string, values: unknown[] = []) =>
  (await server.database.pool.query(sql, values)).rows
const unstopped = () => new AbortController().signal
const work = (parts = server.parts) => makeExports(parts, unstopped())
const fetchFile = (who: TestStudent, id: string) => who.send(downloadExport, { params: { id } })
const stateOf = async (who: TestStudent) => (await who.call(listExports)).items.map(({ state }) => state)
const fileOf = (id: string, attempt = 1) => server.parts.files.read(`exports/${id}/${attempt}.zip`)

async function ready() {
  const student = await home.student()
  const { id } = await student.call(requestExport)
  await work()
  return { student, id }
}

test('one asks, waits, is told by mail and downloads everything about oneself', async () => {
  const course = await home.course({ code: 'MATH 9' })
  const week: [number, string, string][] = [[1, '09:00', '24:00']]
  const ada = await home.student({ courses: [course], week })
  const [ben, cleo] = [await home.student({ courses: [course] }), await home.student({ lastName: 'Blocked' })]
  await ada.inject({
    method: 'PUT',
    url: '/api/v1/me/picture',
    headers: { 'content-type': 'image/png' },
    payload: await sharp({ create: { width: 9, height: 9, channels: 3, background: 'teal' } })
      .png()
      .toBuffer(),
  })
  const ask = { targetId: ben.id, courseId: course, message: 'Shall we?' }
  const { id } = await ada.call(requestConnection, { body: ask })
  await ben.call(acceptConnection, { params: { id } })
  await ben.call(sendMessage, { params: { id }, body: { content: 'Words of Ben' } })
  for (let count = 0; count < 3; count++)
    await ada.call(sendMessage, { params: { id }, body: { content: 'Words of Ada' } })
  // More than are read at once.
  await query(
    `INSERT INTO messages (connection_id, sender_id, content) SELECT $1, $2, 'more' FROM generate_series(1, 1200)`,
    [id, ben.id],
  )
  await ada.call(blockStudent, { params: { id: cleo.id } })
  await ada.call(reportStudent, {
    body: { studentId: cleo.id, kind: 'person', reason: 'spam', note: 'Sells things' },
  })
  // What others keep to themselves.
  await cleo.call(blockStudent, { params: { id: ada.id } })
  await cleo.call(reportStudent, {
    body: { studentId: ada.id, kind: 'person', reason: 'other', note: 'Told in confidence' },
  })

  const asked = await ada.call(requestExport)
  expect(asked).toMatchObject({ state: 'waiting', done: 0, expiresAt: null })
  expect((await fetchFile(ada, asked.id)).statusCode).toBe(404)
  expect(await work()).toEqual({ made: 1, failed: 0 })
  const { items } = await ada.call(listExports)
  expect(items).toMatchObject([{ id: asked.id, state: 'ready', done: 1 }])
  const days = (Date.parse(items[0]?.expiresAt ?? '') - Date.now()) / 86_400_000
  expect(Math.abs(days - 7)).toBeLessThan(0.1)
  const letter = await mail.letterTo(ada.email)
  expect(letter).toContain('/profile/security')
  expect(letter).not.toContain(asked.id)

  const response = await fetchFile(ada, asked.id)
  expect(response.headers).toMatchObject({
    'content-type': 'application/zip',
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff',
    'content-disposition': expect.stringMatching(
      /^attachment; filename="campus-connect-\d{4}-\d\d-\d\d\.zip"$/,
    ),
    'content-length': String(response.rawPayload.length),
  })
  const files = await unzip(response.rawPayload)
  const read = (name: string) => JSON.parse(String(files.get(name)))
  expect(String(files.get('README.txt'))).toContain(ada.email)
  expect(read('account.json')).toMatchObject({ id: ada.id, email: ada.email, role: 'student', accounts: [] })
  expect(read('courses.json')).toMatchObject([{ id: course, code: 'MATH 9', isActive: true }])
  expect(read('hours.json')).toMatchObject([{ day: 1, start: '09:00', end: '24:00' }])
  expect(read('connections.json')).toMatchObject([
    { id, direction: 'sent', partner: { id: ben.id }, status: 'accepted', message: 'Shall we?' },
  ])
  expect(read('connections.json')[0].history.map(({ status }: { status: string }) => status)).toEqual([
    'pending',
    'accepted',
  ])
  const conversation = read(`conversations/${id}.json`)
  expect(conversation.partner.id).toBe(ben.id)
  expect(conversation.messages.map(({ sequence }: { sequence: number }) => sequence)).toEqual(
    Array.from({ length: 1204 }, (_, index) => index + 1),
  )
  expect(conversation.messages.slice(0, 2)).toMatchObject([
    { from: 'partner', content: 'Words of Ben' },
    { from: 'me', content: 'Words of Ada' },
  ])
  expect(read('notifications.json')).toMatchObject({
    entries: [{ kind: 'acceptance', connectionId: id, readAt: null }],
    settings: null,
    browsers: [],
  })
  expect(read('blocks.json')).toMatchObject([{ blocked: { id: cleo.id, lastName: 'Blocked' } }])
  expect(read('reports.json')).toMatchObject([{ about: { id: cleo.id }, note: 'Sells things' }])
  expect(read('sessions.json').browsers).toHaveLength(1)
  expect((await sharp(files.get('picture.webp')).metadata()).format).toBe('webp')
  const everything = [...files.values()].map(String).join()
  for (const secret of ['Told in confidence', ben.email, cleo.email]) expect(everything).not.toContain(secret)
})

test('no secret is in it', async () => {
  const student = await home.student()
  const hidden = [
    'argon2-of-mine',
    'refresh-digest',
    'access-of-google',
    'refresh-of-google',
    'id-of-google',
    'of-a-browser',
  ]
  await query('UPDATE users SET password_hash = $2 WHERE id = $1', [student.id, hidden[0]])
  await query(
    `INSERT INTO user_sessions (user_id, refresh_token, expires_at) VALUES ($1, $2, now() + interval '1 day')`,
    [student.id, hidden[1]],
  )
  await query(
    `INSERT INTO accounts (user_id, type, provider, provider_account_id, access_token, refresh_token, id_token)
     VALUES ($1, 'oidc', 'google', 'me-at-google', $2, $3, $4)`,
    [student.id, ...hidden.slice(2, 5)],
  )
  await query(
    `INSERT INTO push_subscriptions (session_id, endpoint, keys)
     SELECT id, 'https://push.example/' || $2, 'keys-' || $2 FROM sessions WHERE user_id = $1`,
    [student.id, hidden[5]],
  )
  const [{ session_token }] = await query('SELECT session_token FROM sessions WHERE user_id = $1', [
    student.id,
  ])
  const { id } = await student.call(requestExport)
  await work()
  const files = await unzip((await fetchFile(student, id)).rawPayload)
  const everything = [...files.values()].map(String).join()
  expect(everything).toContain('me-at-google')
  for (const secret of [...hidden, student.token, session_token]) expect(everything).not.toContain(secret)
})

test('another student’s, an unknown and an expired one are not there; nobody asks for nothing', async () => {
  const { student, id } = await ready()
  const other = await home.student()
  const elsewhere = await (await campus(server)).student({ role: 'operator' })
  const statuses = async (...asked: [TestStudent, string][]) =>
    Promise.all(asked.map(async ([who, of]) => (await fetchFile(who, of)).statusCode))
  expect(await statuses([student, id], [other, id], [elsewhere, id], [student, randomUUID()])).toEqual([
    200, 404, 404, 404,
  ])
  expect(await stateOf(other)).toEqual([])
  expect((await server.nobody.send(downloadExport, { params: { id } })).statusCode).toBe(401)
  expect((await server.nobody.send(requestExport)).statusCode).toBe(401)

  await query(`UPDATE exports SET expires_at = now() - interval '1 second' WHERE id = $1`, [id])
  expect([await statuses([student, id]), await stateOf(student)]).toEqual([[404], []])
  expect(await deleteExpired(server.parts, unstopped())).toEqual({ deleted: 1, orphans: 0 })
  expect([await fileOf(id), await query('SELECT FROM exports WHERE id = $1', [id])]).toEqual([null, []])
})

test('two who ask at once, also on two nodes, get the same one; it is made once and told once', async () => {
  const student = await home.student()
  const node = await server.node()
  try {
    const callers = [student, node.as(student), student]
    const answers = await Promise.all(callers.map((caller) => caller.call(requestExport)))
    expect(new Set(answers.map(({ id }) => id)).size).toBe(1)
    const counts = await Promise.all([work(), work(node.parts), work()])
    expect(counts.reduce((sum, { made }) => sum + made, 0)).toBe(1)
    expect(await stateOf(student)).toEqual(['ready'])
    await mail.letterTo(student.email)
    expect(mail.count(student.email)).toBe(1)
    // Once it is done another may be asked for; but not all day long.
    expect((await student.call(requestExport)).id).not.toBe(answers[0]?.id)
    expect((await student.send(requestExport)).statusCode).toBe(429)
  } finally {
    await node.close()
  }
})

test('one whose worker died is taken again after its lease, and what the dead one left goes with it', async () => {
  const student = await home.student()
  const { id } = await student.call(requestExport)
  await query(
    `UPDATE exports SET state = 'working', attempt = 1, leased_until = now() + interval '1 minute' WHERE id = $1`,
    [id],
  )
  await server.parts.files.put(`exports/${id}/1.zip.left-behind`, Buffer.from('half'))
  expect(await work()).toEqual({ made: 0, failed: 0 })
  expect((await fetchFile(student, id)).statusCode).toBe(404)
  await query(`UPDATE exports SET leased_until = now() - interval '1 second' WHERE id = $1`, [id])
  expect(await work()).toEqual({ made: 1, failed: 0 })
  expect((await fetchFile(student, id)).statusCode).toBe(200)
  await query(`UPDATE exports SET expires_at = now() - interval '1 second' WHERE id = $1`, [id])
  await deleteExpired(server.parts, unstopped())
  expect(await server.parts.files.read(`exports/${id}/1.zip.left-behind`)).toBeNull()
})

test('one that is stopped is left to others at once; one that fails is tried again, then given up', async () => {
  const student = await home.student()
  const { id } = await student.call(requestExport)
  const stopping = new AbortController()
  const parts = { ...server.parts, files: { ...server.parts.files, put: async () => {} } }
  parts.files.put = () => {
    stopping.abort()
    return Promise.reject(stopping.signal.reason)
  }
  await makeExports(parts, stopping.signal)
  expect(await stateOf(student)).toEqual(['waiting'])

  parts.files.put = () => Promise.reject(new Error('disk full'))
  for (let attempt = 2; attempt <= 5; attempt++) {
    expect(await work(parts)).toEqual({ made: 0, failed: 1 })
    expect(await work(parts)).toEqual({ made: 0, failed: 0 }) // not over and over
    await query(`UPDATE exports SET leased_until = now() - interval '1 second' WHERE id = $1`, [id])
  }
  expect(await stateOf(student)).toEqual(['failed'])
  expect((await fetchFile(student, id)).statusCode).toBe(404)
  expect(mail.count(student.email)).toBe(0)
})

test('a deleted account takes its exports along, also one that is being made', async () => {
  const password = 'lantern otter quilt'
  const { student, id } = await ready()
  await query('UPDATE users SET password_hash = $2 WHERE id = $1', [student.id, await hashPassword(password)])
  const { id: open } = await student.call(requestExport)
  await student.call(requestDeletion, { body: { password } })
  expect((await fetchFile(student, id)).statusCode).toBe(401)
  await query(`UPDATE users SET deletion_at = now() - interval '1 second' WHERE id = $1`, [student.id])
  const { files } = server.parts
  const slow = {
    ...server.parts,
    files: {
      ...files,
      put: async (...file: Parameters<typeof files.put>) => {
        await files.put(...file)
        await deleteLeaving(server.parts, unstopped())
      },
    },
  }
  expect(await work(slow)).toEqual({ made: 0, failed: 0 })
  expect([await fileOf(id), await fileOf(open)]).toEqual([null, null])
  expect(await query('SELECT FROM exports WHERE user_id = $1', [student.id])).toEqual([])
})

test('a file without a row, left by a process that died, is removed; a fresh one is left alone', async () => {
  const [fresh, old] = [randomUUID(), randomUUID()]
  for (const id of [fresh, old]) await server.parts.files.put(`exports/${id}/1.zip`, Buffer.from('x'))
  const before = new Date(Date.now() - 2 * 60 * 60 * 1000)
  const { dataDirectory } = server.parts.settings
  const { id } = await ready()
  for (const one of [id, old]) await utimes(path.join(dataDirectory, 'files/exports', one), before, before)
  expect(await deleteExpired(server.parts, unstopped())).toEqual({ deleted: 0, orphans: 1 })
  const there = await Promise.all([fileOf(fresh), fileOf(old), fileOf(id)])
  expect(there.map((file) => file !== null)).toEqual([true, false, true])
  for (const file of there) file?.content.destroy()
})
