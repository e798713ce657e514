import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import {
  acceptConnection,
  cancelConnection,
  declineConnection,
  getConnection,
  requestConnection,
} from '#contract/connections.ts'
import { leaveCourse } from '#contract/courses.ts'
import { type Campus, campus } from '../../../../tests/campus.ts'
import { problemOf } from '../../../../tests/problem.ts'
import { type TestServer, type TestStudent, testServer } from '../../../../tests/server.ts'

let server: TestServer
let home: Campus
beforeAll(async () => {
  server = await testServer({ pauseDays: { declined: 5, cancelled: 2 } })
  home = await campus(server)
})
afterAll(() => server.close())

/** Two students of a course, and how they ask. */
async function pair() {
  const course = await home.course()
  const [ada, ben] = await Promise.all(
    ['Ada', 'Ben'].map((firstName) => home.student({ firstName, courses: [course] })),
  )
  if (!ada || !ben) throw new Error('two were made')
  const ask = (from: TestStudent, to: { id: string }, message?: string) =>
    from.send(requestConnection, { body: { targetId: to.id, courseId: course, ...(message && { message }) } })
  return { course, ada, ben, ask, id: async () => (await ask(ada, ben)).json().id as string }
}

const historyOf = async (id: string) => {
  const { rows } = await server.database.pool.query(
    'SELECT status, initial_message FROM connection_events WHERE connection_id = $1 ORDER BY id',
    [id],
  )
  return rows.map(({ status, initial_message: text }) => (text ? `${status}: ${text}` : status))
}

const daysPass = (id: string, days: number) =>
  server.database.pool.query(
    'UPDATE connections SET responded_at = responded_at - make_interval(days => $2) WHERE id = $1',
    [id, days],
  )

test('a request reaches the other, who accepts it', async () => {
  const { course, ada, ben, ask } = await pair()
  const asked = await ask(ada, ben, '  Shall we? ')
  expect(asked.statusCode).toBe(201)
  expect(asked.json()).toMatchObject({
    partner: { id: ben.id, firstName: 'Ben' },
    course: { id: course },
    direction: 'sent',
    status: 'pending',
    message: 'Shall we?',
    respondedAt: null,
  })
  const params = { id: asked.json().id }
  expect(await ben.call(getConnection, { params })).toMatchObject({
    partner: { id: ada.id },
    direction: 'received',
    message: 'Shall we?',
  })
  const accepted = await ben.call(acceptConnection, { params })
  expect(accepted).toMatchObject({ direction: 'received', status: 'accepted' })
  expect(Date.parse(accepted.respondedAt ?? '')).toBeGreaterThanOrEqual(Date.parse(accepted.requestedAt))
  expect(await ada.call(getConnection, { params })).toMatchObject({ direction: 'sent', status: 'accepted' })
})

test('only the one who was asked answers, only the one who asked withdraws, and others see nothing', async () => {
  const { course, ada, ben, id } = await pair()
  const eve = await home.student({ courses: [course] })
  const params = { id: await id() }
  expect(problemOf(await ada.send(acceptConnection, { params }))).toBe('not-allowed')
  expect(problemOf(await ada.send(declineConnection, { params }))).toBe('not-allowed')
  expect(problemOf(await ben.send(cancelConnection, { params }))).toBe('not-allowed')
  for (const endpoint of [acceptConnection, declineConnection, cancelConnection, getConnection])
    expect(problemOf(await eve.send(endpoint, { params }))).toBe('not-found')
  expect(await ada.call(getConnection, { params })).toMatchObject({ status: 'pending' })
})

test.for([
  ['accept', acceptConnection],
  ['decline', declineConnection],
  ['cancel', cancelConnection],
] as const)('to %s twice is to do it once', async ([name, endpoint]) => {
  const { ada, ben, id } = await pair()
  const params = { id: await id() }
  const who = name === 'cancel' ? ada : ben
  const first = await who.call(endpoint, { params })
  expect(await who.call(endpoint, { params })).toEqual(first)
  expect(await historyOf(params.id)).toHaveLength(2)
})

test('an answer stands: what was declined or withdrawn is not accepted later', async () => {
  const { ben, id } = await pair()
  const declined = { id: await id() }
  await ben.call(declineConnection, { params: declined })
  expect(problemOf(await ben.send(acceptConnection, { params: declined }))).toBe('connection-changed')

  const other = await pair()
  const withdrawn = { id: await other.id() }
  await other.ada.call(cancelConnection, { params: withdrawn })
  expect(problemOf(await other.ben.send(acceptConnection, { params: withdrawn }))).toBe('connection-changed')
  expect(problemOf(await other.ben.send(declineConnection, { params: withdrawn }))).toBe('connection-changed')
})

test('asking again while it waits changes nothing; asking back accepts', async () => {
  const { ada, ben, ask } = await pair()
  const first = (await ask(ada, ben, 'Hello')).json()
  expect((await ask(ada, ben, 'Hello?')).json()).toEqual(first)
  expect((await ask(ben, ada)).json()).toMatchObject({ id: first.id, status: 'accepted', message: 'Hello' })
  expect(problemOf(await ask(ada, ben))).toBe('connection-open')
  expect(problemOf(await ask(ben, ada))).toBe('connection-open')
})

test('either side ends a connection', async () => {
  for (const side of ['ada', 'ben'] as const) {
    const two = await pair()
    const params = { id: await two.id() }
    await two.ben.call(acceptConnection, { params })
    expect(await two[side].call(cancelConnection, { params })).toMatchObject({ status: 'cancelled' })
    expect(problemOf(await two.ben.send(acceptConnection, { params }))).toBe('connection-changed')
  }
})

test.for([
  ['a decline', 5, 'ben', declineConnection],
  ['a withdrawal', 2, 'ada', cancelConnection],
] as const)('after %s one asks again %i days later, with the same row', async ([, days, who, end]) => {
  const { ada, ben, ask } = await pair()
  const before = (await ask(ada, ben, 'First')).json()
  const params = { id: before.id }
  const { respondedAt, status } = await (who === 'ada' ? ada : ben).call(end, { params })
  const early = await ask(ada, ben, 'Again')
  expect(problemOf(early)).toBe('connection-paused')
  expect(Date.parse(early.json().retryAt)).toBe(Date.parse(respondedAt ?? '') + days * 24 * 60 * 60 * 1000)

  await daysPass(before.id, days)
  const again = (await ask(ada, ben, 'Again')).json()
  expect(again).toMatchObject({ id: before.id, status: 'pending', message: 'Again', respondedAt: null })
  expect(Date.parse(again.requestedAt)).toBeGreaterThan(Date.parse(before.requestedAt))
  expect(await historyOf(before.id)).toEqual(['pending: First', status, 'pending: Again'])
})

test('who declined may ask at once; the pause is the other’s', async () => {
  const { ada, ben, ask, id } = await pair()
  const declined = await id()
  await ben.call(declineConnection, { params: { id: declined } })
  const asked = (await ask(ben, ada, 'I changed my mind')).json()
  expect(asked).toMatchObject({ direction: 'sent', status: 'pending' })
  expect(asked.id).not.toBe(declined)
  expect((await ask(ada, ben)).json()).toMatchObject({ id: asked.id, status: 'accepted' })
})

test('nobody learns why a student cannot be asked', async () => {
  const { course, ada } = await pair()
  const elsewhere = await campus(server)
  const left = await home.student({ courses: [course] })
  await left.call(leaveCourse, { params: { id: course } })
  const targets = [
    left,
    await home.student(),
    await home.student({ active: false, courses: [course] }),
    await home.student({ verified: false, courses: [course] }),
    await elsewhere.student(),
    { id: randomUUID() },
  ]
  const told = await Promise.all(
    targets.map(async ({ id: targetId }) => {
      const response = await ada.send(requestConnection, { body: { targetId, courseId: course } })
      return { ...response.json(), instance: null }
    }),
  )
  expect(told[0]).toMatchObject({ status: 409, type: 'urn:campus-connect:problem:student-unavailable' })
  for (const one of told) expect(one).toEqual(told[0])
  const { rowCount } = await server.database.pool.query('SELECT 1 FROM connections WHERE requester_id = $1', [
    ada.id,
  ])
  expect(rowCount).toBe(0)
})

test('nobody asks oneself, however the id is written', async () => {
  const { ada, ben, ask } = await pair()
  for (const id of [ada.id, ada.id.toUpperCase()])
    expect(problemOf(await ask(ada, { id }))).toBe('student-unavailable')
  const asked = (await ask(ada, ben)).json()
  expect((await ask(ada, { id: ben.id.toUpperCase() })).json()).toEqual(asked)
})

test('one asks in a course one is in, at one’s university, this term, with a confirmed address', async () => {
  const { course, ben } = await pair()
  const over = await home.course({ isActive: false })
  const [outside, unverified, foreigner] = [
    await home.student(),
    await home.student({ verified: false, courses: [course] }),
    await (await campus(server)).student(),
  ]
  const ask = async (who: TestStudent, courseId = course) =>
    problemOf(await who.send(requestConnection, { body: { targetId: ben.id, courseId } }))
  expect(await ask(outside)).toBe('not-enrolled')
  expect(await ask(unverified)).toBe('not-verified')
  expect(await ask(foreigner)).toBe('not-found')
  expect(await ask(outside, over)).toBe('course-inactive')
})

test('a request is not accepted once one of the two has gone, but can be declined', async () => {
  const gone = await pair()
  const asked = { id: await gone.id() }
  await gone.ada.call(leaveCourse, { params: { id: gone.course } })
  expect(problemOf(await gone.ben.send(acceptConnection, { params: asked }))).toBe('student-unavailable')
  expect(await gone.ben.call(declineConnection, { params: asked })).toMatchObject({ status: 'declined' })

  const suspended = await pair()
  const waiting = { id: await suspended.id() }
  await server.database.pool.query('UPDATE users SET is_active = FALSE WHERE id = $1', [suspended.ada.id])
  expect(problemOf(await suspended.ben.send(acceptConnection, { params: waiting }))).toBe(
    'student-unavailable',
  )

  const left = await pair()
  const mine = { id: await left.id() }
  await left.ben.call(leaveCourse, { params: { id: left.course } })
  expect(problemOf(await left.ben.send(acceptConnection, { params: mine }))).toBe('not-enrolled')
  expect(await left.ada.call(getConnection, { params: mine })).toMatchObject({ status: 'pending' })
})
