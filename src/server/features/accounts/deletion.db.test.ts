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
import { deleteDue } from './deletion.ts'

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
  return deleteDue(server.parts, new AbortController().signal)
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
