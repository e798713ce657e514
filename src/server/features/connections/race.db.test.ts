import { afterAll, beforeAll, expect, test } from 'vitest'
import {
  acceptConnection,
  cancelConnection,
  declineConnection,
  requestConnection,
} from '#contract/connections.ts'
import { type Campus, campus } from '../../../../tests/campus.ts'
import { problemOf } from '../../../../tests/problem.ts'
import { type TestServer, type TestStudent, testServer } from '../../../../tests/server.ts'

let server: TestServer
let home: Campus
beforeAll(async () => {
  server = await testServer({ pauseDays: { declined: 0, cancelled: 0 } })
  home = await campus(server)
})
afterAll(() => server.close())

const rounds = Array.from({ length: 15 }, (_, round) => round)

async function pair() {
  const course = await home.course()
  const [ada, ben] = [await home.student({ courses: [course] }), await home.student({ courses: [course] })]
  const ask = (from: TestStudent, to: TestStudent) =>
    from.send(requestConnection, { body: { targetId: to.id, courseId: course } })
  return { course, ada, ben, ask }
}

/** The rows of a course, each with its whole history. */
const rowsOf = async (course: string) => {
  const { rows } = await server.database.pool.query<{ id: string; status: string; history: string[] }>(
    `SELECT c.id, c.status, array_agg(e.status::text ORDER BY e.id) AS history
     FROM connections c JOIN connection_events e ON e.connection_id = c.id
     WHERE c.course_id = $1 GROUP BY c.id`,
    [course],
  )
  return rows
}

test('two who ask each other at once end with one accepted connection', async () => {
  for (const _ of rounds) {
    const { course, ada, ben, ask } = await pair()
    const answers = await Promise.all([ask(ada, ben), ask(ben, ada)])
    expect(answers.map(problemOf)).toEqual(['201', '201'])
    expect(await rowsOf(course)).toMatchObject([{ status: 'accepted', history: ['pending', 'accepted'] }])
  }
})

test('so do two who both press many times', async () => {
  const { course, ada, ben, ask } = await pair()
  const answers = await Promise.all(rounds.flatMap(() => [ask(ada, ben), ask(ben, ada)]))
  expect(new Set(answers.map(problemOf))).toEqual(new Set(['201', 'connection-open']))
  expect(await rowsOf(course)).toMatchObject([{ status: 'accepted', history: ['pending', 'accepted'] }])
})

test('the same request many times at once is one request', async () => {
  const { course, ada, ben, ask } = await pair()
  const answers = await Promise.all(rounds.map(() => ask(ada, ben)))
  expect(new Set(answers.map((answer) => answer.body)).size).toBe(1)
  expect(answers[0]?.json()).toMatchObject({ status: 'pending' })
  expect(await rowsOf(course)).toMatchObject([{ history: ['pending'] }])
})

test('of answers at once those that succeed make up the history, the rest are told that it changed', async () => {
  for (const round of rounds) {
    const { course, ada, ben, ask } = await pair()
    const params = { id: (await ask(ada, ben)).json().id as string }
    const answers = [
      { status: 'accepted', send: () => ben.send(acceptConnection, { params }) },
      { status: 'declined', send: () => ben.send(declineConnection, { params }) },
      { status: 'cancelled', send: () => ada.send(cancelConnection, { params }) },
    ]
    const inTurn = answers.map((_, index) => answers[(index + round) % answers.length]!)
    const told = await Promise.all(inTurn.map(async (one) => ({ ...one, told: problemOf(await one.send()) })))
    const done = told.filter((one) => one.told === '200').map(({ status }) => status)
    expect(told.filter((one) => one.told !== '200' && one.told !== 'connection-changed')).toEqual([])

    const [row, ...more] = await rowsOf(course)
    expect(more).toEqual([])
    expect(row?.status).toBe(row?.history.at(-1))
    // To end what was just accepted is the only way that two of the three succeed.
    expect([['accepted'], ['declined'], ['cancelled'], ['accepted', 'cancelled']]).toContainEqual(
      row?.history.slice(1),
    )
    expect(done.toSorted()).toEqual(row?.history.slice(1).toSorted())
  }
})

test.for(['withdraws', 'declines'] as const)('asking while the other %s', async (what) => {
  for (const _ of rounds) {
    const { course, ada, ben, ask } = await pair()
    const params = { id: (await ask(ben, ada)).json().id as string }
    const end = () =>
      what === 'withdraws' ? ben.send(cancelConnection, { params }) : ada.send(declineConnection, { params })
    const [asked, ended] = await Promise.all([ask(ada, ben), end()])
    expect(problemOf(asked)).toBe('201')
    expect(['200', 'connection-changed']).toContain(problemOf(ended))
    const rows = await rowsOf(course)
    for (const row of rows) expect(row.status).toBe(row.history.at(-1))
    expect(rows.filter(({ status }) => ['pending', 'accepted'].includes(status)).length).toBeLessThan(2)
  }
})

test('two who both ask again at once end with one connection too', async () => {
  for (const _ of rounds) {
    const { course, ada, ben, ask } = await pair()
    const first = { id: (await ask(ada, ben)).json().id as string }
    await ada.call(cancelConnection, { params: first })
    const second = { id: (await ask(ben, ada)).json().id as string }
    await ben.call(cancelConnection, { params: second })
    await Promise.all([ask(ada, ben), ask(ben, ada)])
    const statuses = (await rowsOf(course)).map(({ status }) => status)
    expect(statuses.toSorted()).toEqual(['accepted', 'cancelled'])
  }
})
