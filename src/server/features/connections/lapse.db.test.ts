import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { cancelConnection, getConnection, listConnections, requestConnection } from '#contract/connections.ts'
import { type Campus, campus } from '../../../../tests/campus.ts'
import { type MailServer, startMailServer } from '../../../../tests/mail-server.ts'
import { type TestServer, type TestStudent, testServer } from '../../../../tests/server.ts'
import { connectionJobs } from './jobs.ts'

let server: TestServer
let mail: MailServer
let home: Campus
let course: string
beforeAll(async () => {
  mail = await startMailServer()
  server = await testServer({ smtpUrl: mail.url, openRequests: { sent: 3, received: 4 } })
})
afterAll(async () => {
  await server.close()
  await mail.close()
})
beforeEach(async () => {
  home = await campus(server)
  course = await home.course()
})

const mate = () => home.student({ courses: [course] })
const ask = (who: TestStudent, whom: TestStudent) =>
  who.send(requestConnection, { body: { targetId: whom.id, courseId: course } })
const age = (id: string, interval: string) =>
  server.database.pool.query('UPDATE connections SET requested_at = now() - $2::interval WHERE id = $1', [
    id,
    interval,
  ])
const run = (name: string) =>
  connectionJobs.find((job) => job.name === name)?.run(server.parts, new AbortController().signal)

test('who was asked is reminded once, after four days, and not when the service was away that day', async () => {
  const [ada, ben, cleo, dan] = await Promise.all([mate(), mate(), mate(), mate()])
  const ids = []
  for (const target of [ben, cleo, dan]) ids.push((await ask(ada, target)).json().id)
  await age(ids[0], '4 days 1 hour')
  await age(ids[1], '3 days 23 hours')
  await age(ids[2], '5 days 1 hour')
  await Promise.all([run('connections.nudge'), run('connections.nudge')])
  await run('connections.nudge')
  expect(await mail.letterTo(ben.email)).toContain('asked you a few days ago')
  expect([ben, cleo, dan].map(({ email }) => mail.count(email))).toEqual([1, 0, 0])
})

test('a request that nobody answers lapses after a week, says so to both, and may be asked again later', async () => {
  const [ada, ben] = await Promise.all([mate(), mate()])
  const { id } = (await ask(ada, ben)).json()
  await age(id, '6 days 23 hours')
  await run('connections.lapse')
  expect((await ada.call(getConnection, { params: { id } })).status).toBe('pending')
  await age(id, '7 days 1 hour')
  await run('connections.lapse')
  for (const who of [ada, ben])
    expect(await who.call(getConnection, { params: { id } })).toMatchObject({
      status: 'cancelled',
      hasLapsed: true,
    })
  expect((await ask(ada, ben)).json().type).toContain('connection-paused')

  await server.database.pool.query(
    `UPDATE connections SET responded_at = now() - interval '2 days' WHERE id = $1`,
    [id],
  )
  expect((await ask(ada, ben)).json()).toMatchObject({ id, status: 'pending', hasLapsed: false })
  await run('connections.lapse')
  expect((await ada.call(getConnection, { params: { id } })).status).toBe('pending')
})

test('of many requests at once no more wait than may, and withdrawing one makes room', async () => {
  const ada = await mate()
  const others = await Promise.all(Array.from({ length: 8 }, mate))
  const answers = await Promise.all(others.map((other) => ask(ada, other)))
  expect(answers.filter(({ statusCode }) => statusCode === 201)).toHaveLength(3)
  const refused = answers.filter(({ statusCode }) => statusCode !== 201).map((answer) => answer.json().type)
  expect(new Set(refused)).toEqual(new Set(['urn:campus-connect:problem:requests-waiting']))
  const { items } = await ada.call(listConnections)
  expect(items).toHaveLength(3)
  await ada.call(cancelConnection, { params: { id: items[0]?.id ?? '' } })
  const last = others.at(answers.findIndex(({ statusCode }) => statusCode !== 201))
  expect((await ask(ada, last as TestStudent)).statusCode).toBe(201)
})

test('of many who ask one student at once, no more wait than may; whoever was asked may still accept', async () => {
  const star = await mate()
  const fans = await Promise.all(Array.from({ length: 8 }, mate))
  const answers = await Promise.all(fans.map((fan) => ask(fan, star)))
  expect(answers.filter(({ statusCode }) => statusCode === 201)).toHaveLength(4)
  const busy = answers.find(({ statusCode }) => statusCode !== 201)
  expect(busy?.json().type).toContain('student-busy')
  // Asking back is an answer, not a request.
  const waiting = fans[answers.findIndex(({ statusCode }) => statusCode === 201)] as TestStudent
  expect((await ask(star, waiting)).json().status).toBe('accepted')
})
