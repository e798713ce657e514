import { randomUUID } from 'node:crypto'
import { readdir, utimes } from 'node:fs/promises'
import path from 'node:path'
import { Readable } from 'node:stream'
import sharp from 'sharp'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { requestDeletion } from '#contract/accounts.ts'
import { type Attachment, attachmentBytes } from '#contract/attachments.ts'
import { blockStudent, unblockStudent } from '#contract/blocks.ts'
import { cancelConnection } from '#contract/connections.ts'
import { listConversations, sendMessage } from '#contract/conversations.ts'
import { deleteMessage, editMessage } from '#contract/message-changes.ts'
import { listReports, reportStudent } from '#contract/reports.ts'
import { type Campus, campus } from '../../../../tests/campus.ts'
import { problemOf } from '../../../../tests/problem.ts'
import { type Caller, type TestServer, type TestStudent, testServer } from '../../../../tests/server.ts'
import { deleteLeaving } from '../accounts/deletion.ts'
import { talk } from '../conversations/talk.fixture.ts'
import { contentsOf } from '../exports/contents.ts'
import { deleteUnsent } from './service.ts'

let server: TestServer
let home: Campus
let image: Buffer
beforeAll(async () => {
  server = await testServer()
  home = await campus(server)
  image = await sharp({ create: { width: 900, height: 600, channels: 3, background: 'teal' } })
    .png()
    .toBuffer()
})
afterAll(() => server.close())

const pdf = Buffer.from('%PDF-1.7\n%%EOF\n')
const folder = () => path.join(server.parts.settings.dataDirectory, 'files/attachments')
const storedIds = () => readdir(folder()).catch(() => [])

function upload(
  who: Caller,
  payload: Buffer | string,
  name = 'board.png',
  type = 'application/octet-stream',
) {
  const url = `/api/v1/attachments?name=${encodeURIComponent(name)}`
  return who.inject({ method: 'POST', url, headers: { 'content-type': type }, payload })
}

/** Two connected students, and how one of them sends what was uploaded. */
async function pair() {
  const two = await talk(home)
  const post = (who: TestStudent, attachmentId: string, more: { content?: string; id?: string } = {}) =>
    who.send(sendMessage, { params: two.params, body: { attachmentId, ...more } })
  const send = async (who: TestStudent, payload: Buffer | string, name?: string) => {
    const { id } = (await upload(who, payload, name)).json()
    return (await post(who, id)).json()
  }
  return { ...two, post, send }
}

test('an image is uploaded, sent, and shown to the other one', async () => {
  const { ada, ben, read, post } = await pair()
  const uploaded = await upload(ada, image, 'board.png')
  expect(uploaded.statusCode).toBe(201)
  const attachment: Attachment = uploaded.json()
  expect(attachment).toMatchObject({ kind: 'image', mediaType: 'image/webp', name: 'board.webp', width: 900 })
  const sent = (await post(ada, attachment.id)).json()
  expect(sent).toMatchObject({ type: 'image', content: 'board.webp', attachment })
  expect(await read(ben)).toEqual([sent])
  expect((await ben.call(listConversations)).items[0]?.lastMessage).toEqual(sent)

  const whole = await ben.inject({ url: attachment.url })
  expect(whole.headers).toMatchObject({
    'content-type': 'image/webp',
    'content-length': String(attachment.bytes),
    'content-disposition': `inline; filename="board.webp"; filename*=UTF-8''board.webp`,
    'cache-control': 'private, max-age=31536000, immutable',
    'content-security-policy': "default-src 'none'; sandbox",
    'x-content-type-options': 'nosniff',
    'cross-origin-resource-policy': 'same-origin',
  })
  expect(await sharp(whole.rawPayload).metadata()).toMatchObject({ format: 'webp', width: 900 })
  const small = await ben.inject({ url: attachment.thumbnailUrl ?? '' })
  expect(await sharp(small.rawPayload).metadata()).toMatchObject({ format: 'webp', width: 480 })
})

test('a file is saved, never opened, whatever is in it and whatever it is called', async () => {
  const { ada, ben, send } = await pair()
  for (const [sent, name, type, shown] of [
    [pdf, '../../sheet.pdf', 'application/pdf', 'sheet.pdf'],
    ['<script>alert(1)</script>', 'page.html', 'text/plain; charset=utf-8', 'page.html.txt'],
    ['<svg xmlns="http://www.w3.org/2000/svg"/>', 'x.svg', 'text/plain; charset=utf-8', 'x.svg.txt'],
  ] as const) {
    const { attachment } = await send(ada, sent, name)
    expect(attachment).toMatchObject({ kind: 'file', name: shown, thumbnailUrl: null })
    const { headers, rawPayload } = await ben.inject({ url: attachment.url })
    expect(headers).toMatchObject({
      'content-type': type,
      'content-disposition': `attachment; filename="${shown}"; filename*=UTF-8''${shown}`,
      'content-security-policy': "default-src 'none'; sandbox",
      'x-content-type-options': 'nosniff',
    })
    expect(rawPayload.equals(Buffer.from(sent))).toBe(true)
    expect(problemOf(await ben.inject({ url: `${attachment.url}/thumbnail` }))).toBe('not-found')
  }
})

test('what is no kind of file that is taken is refused, and nothing is kept', async () => {
  const { ada } = await pair()
  const before = await storedIds()
  for (const payload of ['', '\0', Buffer.from('PK\x03\x04\0', 'latin1'), image.subarray(0, 200)])
    expect(problemOf(await upload(ada, payload, 'board.png'))).toBe('file-unreadable')
  const large = await upload(ada, Buffer.alloc(attachmentBytes + 1, 'a'), 'a.txt')
  expect(problemOf(large)).toBe('body-too-large')
  for (const type of ['image/png', 'text/html', 'application/json', 'multipart/form-data'])
    expect(problemOf(await upload(ada, '{}', 'a.txt', type))).toBe('unsupported-media-type')
  expect(problemOf(await ada.inject({ method: 'POST', url: '/api/v1/attachments?name=a' }))).toBe(
    'unsupported-media-type',
  )
  expect(problemOf(await upload(ada, 'words', 'a\0.txt'))).toBe('invalid-request')
  expect(await storedIds()).toEqual(before)
})

test('ten megabytes fit', async () => {
  const { ada } = await pair()
  expect((await upload(ada, Buffer.alloc(attachmentBytes, 'a'), 'a.txt')).statusCode).toBe(201)
})

test('it is for the two alone, once it is sent', async () => {
  const { ada, ben, post } = await pair()
  const eve = await home.student()
  const foreigner = await (await campus(server)).student()
  const { id, url, thumbnailUrl } = (await upload(ada, image)).json()
  const statuses = async () => {
    const all: number[] = []
    for (const who of [ada, ben, eve, foreigner, server.nobody])
      for (const one of [url, thumbnailUrl]) all.push((await who.inject({ url: one })).statusCode)
    return all
  }
  expect(await statuses()).toEqual([404, 404, 404, 404, 404, 404, 404, 404, 401, 401])
  await post(ada, id)
  expect(await statuses()).toEqual([200, 200, 200, 200, 404, 404, 404, 404, 401, 401])
  await ben.call(blockStudent, { params: { id: ada.id } })
  expect(await statuses()).toEqual([404, 404, 404, 404, 404, 404, 404, 404, 401, 401])
  await ben.call(unblockStudent, { params: { id: ada.id } })
  expect((await statuses()).slice(0, 4)).toEqual([200, 200, 200, 200])
})

test('one sends what one has uploaded, once, and again only with the message’s own id', async () => {
  const [one, other] = [await pair(), await pair()]
  const { id: attachmentId } = (await upload(one.ada, image)).json()
  const refused = { status: 400, errors: [{ field: 'body.attachmentId' }] }
  expect((await one.post(one.ben, attachmentId)).json()).toMatchObject(refused)
  expect((await other.post(other.ada, attachmentId)).json()).toMatchObject(refused)
  expect((await one.post(one.ada, randomUUID())).json()).toMatchObject(refused)
  const id = randomUUID()
  const answers = await Promise.all(Array.from({ length: 5 }, () => one.post(one.ada, attachmentId, { id })))
  expect(new Set(answers.map(({ body }) => body)).size).toBe(1)
  expect((await one.post(one.ada, attachmentId)).json()).toMatchObject(refused)
  const { id: raced } = (await upload(one.ada, image)).json()
  const race = await Promise.all(Array.from({ length: 5 }, () => one.post(one.ada, raced)))
  expect(race.map(problemOf).sort()).toEqual(['201', ...Array(4).fill('invalid-request')])
})

test('nothing is sent with it where nothing can be sent', async () => {
  const { ada, ben, params, post } = await pair()
  await ada.call(sendMessage, { params, body: { content: 'Hello' } })
  const { id } = (await upload(ada, image)).json()
  await ben.call(cancelConnection, { params })
  expect(problemOf(await post(ada, id))).toBe('connection-closed')
  expect(problemOf(await ada.send(sendMessage, { params, body: {} }))).toBe('invalid-request')
})

test('words beside it can be edited, and with the message it is deleted', async () => {
  const { ada, ben, params, post } = await pair()
  const { id: attachmentId, url } = (await upload(ada, image)).json()
  const { id } = (await post(ada, attachmentId, { content: 'The bord' })).json()
  const at = { params: { ...params, messageId: id } }
  const edited = await ada.call(editMessage, { ...at, body: { content: 'The board' } })
  expect(edited).toMatchObject({ type: 'image', content: 'The board', attachment: { id: attachmentId } })
  expect(await storedIds()).toContain(attachmentId)
  const deleted = await ada.call(deleteMessage, at)
  expect(deleted).toMatchObject({ type: 'text', content: '', attachment: null })
  expect(problemOf(await ben.inject({ url }))).toBe('not-found')
  expect(await storedIds()).not.toContain(attachmentId)
})

test('what was not sent for a day goes, and files whose rows are gone', async () => {
  const { ada, send } = await pair()
  const [old, fresh, sent] = [
    (await upload(ada, image)).json().id,
    (await upload(ada, image)).json().id,
    (await send(ada, image)).attachment.id,
  ]
  const { pool } = server.database
  await pool.query(`UPDATE attachments SET created_at = now() - interval '25 hours' WHERE id = ANY ($1)`, [
    [old, sent],
  ])
  const orphan = randomUUID()
  await server.parts.files.put(`attachments/${orphan}/content`, pdf)
  const twoHoursAgo = new Date(Date.now() - 7_200_000)
  await utimes(path.join(folder(), orphan), twoHoursAgo, twoHoursAgo)
  expect(await deleteUnsent(server.parts)).toEqual({ unsent: 1, orphans: 1 })
  const stored = await storedIds()
  expect(stored).toEqual(expect.arrayContaining([fresh, sent]))
  for (const id of [old, orphan]) expect(stored).not.toContain(id)
})

test('with a student who leaves go the images and files that they sent', async () => {
  const password = 'lantern otter quilt'
  const { ben, params, send, read } = await pair()
  const leaving = await pair()
  const mine = await send(ben, image)
  const theirs = await leaving.send(leaving.ada, image)
  const kept = await leaving.send(leaving.ben, pdf, 'sheet.pdf')
  const unsent = (await upload(leaving.ada, image)).json()
  const { pool } = server.database
  await leaving.ada.send(requestDeletion, { body: { password } })
  await pool.query(
    `UPDATE users SET is_active = FALSE, deletion_at = now() - interval '1 second' WHERE id = $1`,
    [leaving.ada.id],
  )
  expect(await deleteLeaving(server.parts, new AbortController().signal)).toBe(1)
  const stored = await storedIds()
  for (const { id } of [theirs.attachment, unsent]) expect(stored).not.toContain(id)
  for (const { id } of [mine.attachment, kept.attachment]) expect(stored).toContain(id)
  expect(await leaving.read(leaving.ben)).toMatchObject([
    { type: 'file', attachment: { name: 'sheet.pdf' } },
    { type: 'system', attachment: null },
  ])
  expect(await read(ben)).toMatchObject([{ id: mine.id }])
  expect(params.id).not.toBe(leaving.params.id)
})

test('an export has the images and files of both', async () => {
  const { ada, ben, send } = await pair()
  const [mine, theirs] = [await send(ada, image), await send(ben, pdf, 'sheet.pdf')]
  const { database, files } = server.parts
  const entries = await contentsOf(database.prisma, files, ada.id)
  const read = async (name: string) => {
    const entry = entries.find((one) => one.name === name)
    const pieces = await Readable.from(entry?.content() ?? []).toArray()
    return Buffer.concat(pieces.map((piece) => Buffer.from(piece)))
  }
  const file = `files/${theirs.attachment.id}/sheet.pdf`
  expect((await read(file)).equals(pdf)).toBe(true)
  expect((await read(`files/${mine.attachment.id}/board.webp`)).length).toBe(mine.attachment.bytes)
  const conversations = entries.filter(({ name }) => name.startsWith('conversations/'))
  expect(String(await read(conversations[0]?.name ?? ''))).toContain(file)
})

test('a report of an image names it, and one of a deleted message finds none', async () => {
  const { ada, ben, params, send, post } = await pair()
  await send(ben, pdf, 'sheet.pdf')
  const { id: attachmentId } = (await upload(ben, image)).json()
  const { id: messageId } = (await post(ben, attachmentId, { content: 'Look at this' })).json()
  const gone = (await ben.send(sendMessage, { params, body: { content: 'gone' } })).json()
  await ben.call(deleteMessage, { params: { ...params, messageId: gone.id } })
  const report = (id: string) =>
    ada.send(reportStudent, {
      body: { studentId: ben.id, kind: 'message', messageId: id, reason: 'inappropriate' },
    })
  expect(problemOf(await report(gone.id))).toBe('not-found')
  expect(problemOf(await report(messageId))).toBe('204')
  const staff = await home.student({ role: 'staff' })
  expect((await staff.call(listReports)).items).toMatchObject([
    { evidence: '[image: board.webp] Look at this', context: [{ text: '[file: sheet.pdf]' }] },
  ])
})
