import sharp from 'sharp'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { getMe, requestDeletion, signIn } from '#contract/accounts.ts'
import { acceptConnection, requestConnection } from '#contract/connections.ts'
import { listConversations, listMessages, sendMessage } from '#contract/conversations.ts'
import { listMatches } from '#contract/matching.ts'
import { putProfile } from '#contract/profiles.ts'
import { type Campus, campus } from '../../../../tests/campus.ts'
import { type MailServer, startMailServer } from '../../../../tests/mail-server.ts'
import { type TestServer, type TestStudent, testServer } from '../../../../tests/server.ts'
import { deleteLeaving, deleteUnconfirmed } from './deletion.ts'

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
const enter = async ({ email }: TestStudent) =>
  (await server.nobody.send(signIn, { body: { email, password } })).statusCode

async function classOf() {
  const course = await home.course()
  const [ada, ben] = [
    await home.student({ courses: [course], password }),
    await home.student({ courses: [course] }),
  ]
  const mates = async () => (await ben.call(listMatches, { params: { id: course } })).mates
  return { course, ada, ben, mates }
}
const leave = (who: TestStudent) => who.call(requestDeletion, { body: { password } })
const weekLater = async () => {
  await query(`UPDATE users SET deletion_at = now() - interval '1 second' WHERE deletion_at IS NOT NULL`)
  return deleteLeaving(server.parts, new AbortController().signal)
}

test('who asks to be deleted is out and unseen at once, told by mail, and back by signing in', async () => {
  const { ada, mates } = await classOf()
  expect((await ada.send(requestDeletion, { body: { password: 'a guess' } })).statusCode).toBe(401)
  expect(await mates()).toBe(1)
  const { deletionAt } = await leave(ada)
  expect(Date.parse(deletionAt) - Date.now()).toBeGreaterThan(6.9 * 24 * 60 * 60 * 1000)
  expect([(await ada.send(getMe)).statusCode, await mates()]).toEqual([401, 0])
  expect(await mail.letterTo(ada.email)).toContain('will be deleted on')
  expect([await enter(ada), await mates()]).toEqual([200, 1])
  expect(await weekLater()).toBe(0)
})

test('who is suspended while leaving does not come back by signing in', async () => {
  const { ada } = await classOf()
  await leave(ada)
  await query('UPDATE users SET suspended_at = now() WHERE id = $1', [ada.id])
  expect(await enter(ada)).toBe(401)
  await weekLater()
  expect(await query('SELECT email FROM users WHERE id = $1', [ada.id])).toEqual([{ email: ada.email }])
  await query('UPDATE users SET suspended_at = NULL WHERE id = $1', [ada.id])
  await weekLater()
  expect(await query('SELECT email FROM users WHERE id = $1', [ada.id])).toEqual([])
})

test('whom nobody wrote to is deleted with every row of theirs', async () => {
  const { course, ada, ben } = await classOf()
  const body = { preferredLocation: null, studyStyle: null, studyPace: null, bio: 'Hello' }
  await ada.call(putProfile, { body })
  await ada.call(requestConnection, { body: { targetId: ben.id, courseId: course, message: 'Hi' } })
  await leave(ada)
  expect(await weekLater()).toBeGreaterThan(0)
  const tables = await query(
    `SELECT table_name AS name FROM information_schema.tables WHERE table_schema = 'public' AND table_type = 'BASE TABLE'`,
  )
  const found = []
  // What changed in which course is forgotten after minutes.
  for (const { name } of tables)
    for (const row of await query(`SELECT t::text AS text FROM ${name} t`))
      if (row.text.includes(ada.id) && name !== 'match_changes') found.push(name)
  expect(found).toEqual([])
})

test('the picture goes with its only student, and stays while another shows it', async () => {
  const [{ ada }, other] = [await classOf(), await classOf()]
  const image = await sharp({ create: { width: 9, height: 9, channels: 3, background: 'teal' } })
    .png()
    .toBuffer()
  const put = { method: 'PUT', url: '/api/v1/me/picture', headers: { 'content-type': 'image/png' } } as const
  const { pictureUrl } = (await ada.inject({ ...put, payload: image })).json()
  const name = `pictures/${pictureUrl.split('/').at(-1)}.webp`
  await query('UPDATE users SET profile_image_url = $2 WHERE id = $1', [other.ada.id, pictureUrl])
  const isThere = async () => {
    const file = await server.parts.files.read(name)
    file?.content.destroy()
    return file !== null
  }
  await leave(ada)
  await weekLater()
  expect(await isThere()).toBe(true)
  await leave(other.ada)
  await weekLater()
  expect(await isThere()).toBe(false)
})

test('who wrote to the student keeps their own words beside nobody’s name', async () => {
  const { course, ada, ben } = await classOf()
  const { id } = await ada.call(requestConnection, {
    body: { targetId: ben.id, courseId: course, message: 'Private' },
  })
  await ben.call(acceptConnection, { params: { id } })
  await ada.call(sendMessage, { params: { id }, body: { content: 'Secret of Ada' } })
  await ben.call(sendMessage, { params: { id }, body: { content: 'Words of Ben' } })
  await leave(ada)
  await weekLater()
  const { items } = await ben.call(listConversations)
  expect(items).toMatchObject([
    { id, partner: { firstName: 'Deleted', lastName: 'student', pictureUrl: null } },
  ])
  const messages = (await ben.call(listMessages, { params: { id } })).items
  expect(messages.map(({ content, type }) => [type, content])).toEqual([
    ['text', 'Words of Ben'],
    ['system', 'deleted'],
  ])
  const rest = JSON.stringify(await query('SELECT * FROM users, connections, connection_events'))
  for (const word of [ada.email, 'Private']) expect(rest).not.toContain(word)
  expect(await query('SELECT 1 FROM user_courses WHERE user_id = $1', [ada.id])).toEqual([])
  // The address is free again.
  const again = await query('SELECT 1 FROM users WHERE email = $1', [ada.email])
  expect(again).toEqual([])
})

test('when both have left, nothing of them or their conversation stays', async () => {
  const { course, ada, ben } = await classOf()
  const third = await home.student({ courses: [course] })
  const converse = async (one: TestStudent, other: TestStudent) => {
    const { id } = await one.call(requestConnection, { body: { targetId: other.id, courseId: course } })
    await other.call(acceptConnection, { params: { id } })
    for (const who of [one, other])
      await who.call(sendMessage, { params: { id }, body: { content: 'Hello' } })
    return id
  }
  const [shared, kept] = [await converse(ada, ben), await converse(ada, third)]
  const there = async (table: string, ids: string[]) =>
    (await query(`SELECT id FROM ${table} WHERE id = ANY ($1)`, [ids])).map(({ id }) => id).sort()
  const people = () => there('users', [ada.id, ben.id])
  await leave(ada)
  await weekLater()
  await query(`UPDATE users SET is_active = FALSE, deletion_at = now() WHERE id = $1`, [ben.id])
  await weekLater()
  expect(await there('connections', [shared, kept])).toEqual([kept])
  expect(await people()).toEqual([ada.id])
  expect((await third.call(listConversations)).items).toHaveLength(1)

  await query(`UPDATE users SET is_active = FALSE, deletion_at = now() WHERE id = $1`, [third.id])
  await weekLater()
  expect([await people(), await there('connections', [kept]), await there('users', [third.id])]).toEqual([
    [],
    [],
    [],
  ])
})

test('an account that nobody confirms is deleted after a month, unless a link is under way', async () => {
  const unconfirmed = () => home.student({ verified: false })
  const [old, young, asking, changing] = await Promise.all([1, 2, 3, 4].map(unconfirmed))
  const ids = [old, young, asking, changing].map((who) => who?.id)
  await query(`UPDATE users SET created_at = now() - interval '31 days' WHERE id = ANY ($1)`, [ids])
  await query(`UPDATE users SET created_at = now() - interval '29 days' WHERE id = $1`, [young?.id])
  // Had an address confirmed once.
  await query('UPDATE users SET email_verified_at = now() WHERE id = $1', [changing?.id])
  await query(
    `INSERT INTO verification_tokens (identifier, token, expires) VALUES ('verify-email:' || $1, 'x', now() + interval '1 hour')`,
    [asking?.id],
  )
  const work = () => deleteUnconfirmed(server.parts, new AbortController().signal)
  expect([await work(), await work()]).toEqual([1, 0])
  const left = (await query('SELECT id FROM users WHERE id = ANY ($1)', [ids])).map(({ id }) => id)
  expect(left.sort()).toEqual(ids.slice(1).sort())
  expect((await old?.send(getMe))?.statusCode).toBe(401)
})
