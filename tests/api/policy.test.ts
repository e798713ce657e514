import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import type { Readable } from 'node:stream'
import sharp from 'sharp'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Campus, campus } from '../campus.ts'
import { codesIn, tableUnder } from '../markdown.ts'
import { type Caller, type TestServer, testServer } from '../server.ts'
import { attempts, soon, subscriptionTo, type Victim } from './attempts.ts'

// Every operation, called by everybody who has no business with a certain student's things, with the real ids of
// those things. What each is answered stands in docs/security.md.

const secretMessage = 'meet me where nobody reads this'

let server: TestServer
let home: Campus
let elsewhere: Campus
let victim: Victim
let image: Buffer
beforeAll(async () => {
  server = await testServer({ databaseUrl: 'postgresql://somewhere' }) // no trial: the outbox is shut
  home = await campus(server)
  elsewhere = await campus(server)
  image = await sharp({ create: { width: 9, height: 9, channels: 3, background: 'teal' } })
    .png()
    .toBuffer()
  victim = await makeVictim()
})
afterAll(() => server.close())

async function makeVictim(): Promise<Victim> {
  const course = await home.course()
  const [student, friend, asker] = await Promise.all([
    home.student({ courses: [course], week: [[1, '09:00', '12:00']] }),
    home.student({ courses: [course] }),
    home.student({ courses: [course] }),
  ])
  const api = async (caller: Caller, method: 'POST' | 'PUT' | 'GET', url: string, payload?: object) =>
    (await caller.inject({ method, url: `/api/v1${url}`, payload })).json()
  const ask = { targetId: student.id, courseId: course, message: secretMessage }
  const { id: conversation } = await api(friend, 'POST', '/connections', ask)
  await api(student, 'POST', `/connections/${conversation}/accept`)
  const messages = `/conversations/${conversation}/messages`
  const { id: message } = await api(friend, 'POST', messages, { content: secretMessage })
  const { id: attachment } = (
    await friend.inject({
      method: 'POST',
      url: '/api/v1/attachments?name=secret.png',
      headers: { 'content-type': 'application/octet-stream' },
      payload: image,
    })
  ).json()
  await api(friend, 'POST', messages, { attachmentId: attachment, content: secretMessage })
  const { id: studySession } = await api(friend, 'POST', `/conversations/${conversation}/study-sessions`, {
    date: soon,
    start: '15:00',
    minutes: 60,
  })
  const { id: request } = await api(asker, 'POST', '/connections', ask)
  const { pictureUrl } = (
    await student.inject({
      method: 'PUT',
      url: '/api/v1/me/picture',
      headers: { 'content-type': 'image/png' },
      payload: image,
    })
  ).json()
  const { slots } = await api(student, 'GET', '/me/availability')
  const { items: sessions } = await api(student, 'GET', '/me/sessions')
  const told = { studentId: student.id, kind: 'picture', reason: 'other' }
  await asker.inject({ method: 'POST', url: '/api/v1/reports', payload: told })
  const { rows } = await server.database.pool.query('SELECT id FROM reports')
  const { items: entries } = await api(student, 'GET', '/me/notifications')
  const browser = subscriptionTo('https://push.example/theirs')
  const { id: subscription } = await api(student, 'PUT', '/me/push-subscriptions', browser)
  const report = rows[0].id
  const ready = await server.database.pool.query(
    `INSERT INTO exports (user_id, state, percent, expires_at) VALUES ($1, 'ready', 100, now() + interval '1 day') RETURNING id`,
    [student.id],
  )
  await server.parts.files.put(`exports/${ready.rows[0].id}/0.zip`, Buffer.from(secretMessage))
  const session = sessions[0].id
  const passkeys = await server.database.pool.query(
    `INSERT INTO passkeys (user_id, credential_id, public_key, name) VALUES ($1, 'AAAA', '', 'Mine') RETURNING id`,
    [student.id],
  )
  const providers = await server.database.pool.query(
    `INSERT INTO sign_in_providers (slug, name, issuer, client_id, university_id)
     VALUES ('northfield', 'Northfield', 'http://127.0.0.1:9', 'cc', $1),
            ('spare', 'Spare', 'http://127.0.0.1:9', 'cc', $1) RETURNING id`,
    [home.university.id],
  )
  await server.database.pool.query(
    `INSERT INTO accounts (user_id, type, provider, provider_account_id) VALUES ($1, 'oidc', 'northfield', 'ada')`,
    [student.id],
  )
  return {
    student,
    friend: friend.id,
    report,
    export: ready.rows[0].id,
    provider: providers.rows[0].id,
    spareProvider: providers.rows[1].id,
    course,
    session,
    passkey: passkeys.rows[0].id,
    slot: slots[0].id,
    picture: pictureUrl.split('/').at(-1),
    request,
    conversation,
    message,
    attachment,
    studySession,
    notification: entries.find(({ connectionId }: { connectionId: string }) => connectionId === request).id,
    subscription,
  }
}

/** Somebody new for each operation, so that joining a course is not remembered in the next. */
const callers: Record<string, () => Promise<Caller>> = {
  nobody: async () => server.nobody,
  unverified: () => home.student({ verified: false, courses: [victim.course] }),
  'same course': () => home.student({ courses: [victim.course] }),
  'other course': async () => home.student({ courses: [await home.course()] }),
  'other university': async () => elsewhere.student({ courses: [await elsewhere.course()] }),
  blocked: async () => {
    const student = await home.student({ courses: [victim.course] })
    await victim.student.inject({ method: 'PUT', url: `/api/v1/me/blocks/${student.id}` })
    return student
  },
  staff: () => home.student({ role: 'staff' }),
  'staff elsewhere': () => elsewhere.student({ role: 'staff' }),
  operator: () => elsewhere.student({ role: 'operator' }),
  deactivated: async () => {
    const student = await home.student({ courses: [victim.course] })
    await server.database.pool.query('UPDATE users SET is_active = FALSE WHERE id = $1', [student.id])
    return student
  },
}

const operations = () =>
  Object.entries(server.app.describe().paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ path, method, ...operation })),
  )
type Operation = ReturnType<typeof operations>[number]

/** Status and, where it is refused, the problem's name. */
async function answer(operation: Operation, kind: string, caller: Caller): Promise<string> {
  const { operationId, method, path, responses } = operation
  const { params = {}, query, body, image: type } = attempts[operationId]?.(victim) ?? {}
  const success = responses[200]
  const isEndless = Boolean(success && 'content' in success && success.content?.['text/event-stream'])
  const response = await caller.inject({
    method: method.toUpperCase() as 'GET',
    url: path.replaceAll(/\{(\w+)\}/g, (_, name) => params[name] ?? ''),
    ...(query && { query }),
    ...(body && { payload: body }),
    ...(type && { payload: image, headers: { 'content-type': type } }),
    ...(isEndless && { payloadAsStream: true }),
  })
  const answered = isEndless ? await beginningOf(response.stream()) : response.body
  // Whose the report is to look after, sees whom it is about.
  const isTheirs = ['staff', 'operator'].includes(kind) && operation['x-access'] === 'staff'
  const told = JSON.stringify(body ?? {}) + (isTheirs ? victim.student.email : '')
  for (const secret of [
    secretMessage,
    victim.student.email,
    victim.slot,
    victim.session,
    victim.request,
    victim.conversation,
  ])
    if (!told.includes(secret)) expect(answered, operationId).not.toContain(secret)
  if (response.statusCode < 400) return String(response.statusCode)
  return `${response.statusCode} ${JSON.parse(answered).type.split(':').at(-1)}`
}

/** The first piece of a body, which is all of it where a problem is answered. */
async function beginningOf(stream: Readable): Promise<string> {
  const [piece] = await once(stream, 'data')
  stream.destroy()
  return String(piece)
}

/** Every row of the victim's own, and of the connections that were there. */
async function belongings() {
  const { student, request, conversation } = victim
  const rows = async (sql: string, value: unknown) => (await server.database.pool.query(sql, [value])).rows
  const own = (table: string) => rows(`SELECT * FROM ${table} WHERE user_id = $1 ORDER BY id`, student.id)
  const ofConnections = (table: string, column: string) =>
    rows(`SELECT * FROM ${table} WHERE ${column} = ANY ($1) ORDER BY id`, [request, conversation])
  const picture = await student.inject({ url: `/api/v1/pictures/${victim.picture}` })
  return {
    account: await rows('SELECT * FROM users WHERE id = $1', student.id),
    own: await Promise.all(
      ['user_profiles', 'user_courses', 'availability', 'sessions', 'accounts'].map(own),
    ),
    // A link for a new password anybody may have mailed to the student.
    tokens: await rows(
      'SELECT * FROM verification_tokens WHERE identifier = $1',
      `verify-email:${student.id}`,
    ),
    connections: await ofConnections('connections', 'id'),
    events: await ofConnections('connection_events', 'connection_id'),
    messages: await ofConnections('messages', 'connection_id'),
    notifications: await ofConnections('notifications', 'connection_id'),
    subscription: await rows('SELECT * FROM push_subscriptions WHERE id = $1', victim.subscription),
    attachment: await rows('SELECT * FROM attachments WHERE id = $1', victim.attachment),
    picture: [picture.statusCode, picture.rawPayload.toString('hex')],
  }
}

test('every operation of the API is attempted here', () => {
  expect(Object.keys(attempts).sort()).toEqual(
    operations()
      .map(({ operationId }) => operationId)
      .sort(),
  )
})

test('everybody is answered as docs/security.md says, and nothing of the student’s changes', async () => {
  const before = await belongings()
  const answers: string[][] = []
  for (const operation of operations()) {
    const row = [operation.operationId, operation['x-access']]
    for (const [kind, makeCaller] of Object.entries(callers)) {
      const got = await answer(operation, kind, await makeCaller())
      if (kind === 'deactivated') expect(got, `${operation.operationId}, deactivated`).toBe(row[2])
      else row.push(got)
    }
    answers.push(row)
  }
  const documented = await tableUnder('security.md', 'Who is answered what')
  expect(answers).toEqual(documented.map(([operation, ...rest]) => [...codesIn(operation), ...rest]))
  expect(await belongings()).toEqual(before)
})

test('the id of another’s message opens nothing', async () => {
  const course = await home.course()
  const [ada, ben] = await Promise.all([
    home.student({ courses: [course] }),
    home.student({ courses: [course] }),
  ])
  const { pool } = server.database
  const id = randomUUID()
  await pool.query(
    `INSERT INTO connections (id, requester_id, target_id, course_id, status, responded_at)
     VALUES ($1, $2, $3, $4, 'accepted', now())`,
    [id, ada.id, ben.id, course],
  )
  const { rows } = await pool.query('SELECT id FROM messages WHERE connection_id = $1', [victim.conversation])
  const response = await ada.inject({
    method: 'POST',
    url: `/api/v1/conversations/${id}/messages`,
    payload: { id: rows[0].id, content: 'mine' },
  })
  expect(response.json()).toMatchObject({ status: 400, errors: [{ field: 'body.id' }] })
  expect(response.body).not.toContain(secretMessage)
})
