import type { OutgoingHttpHeaders } from 'node:http'
import { setTimeout as pause } from 'node:timers/promises'
import type { FastifyInstance } from 'fastify'
import pg from 'pg'
import { afterEach, beforeEach, describe, expect, onTestFinished, test } from 'vitest'
import { signOut } from '#contract/accounts.ts'
import { leaveCourse } from '#contract/courses.ts'
import { problemType } from '#contract/problem.ts'
import { createTokens, refreshTokens } from '#contract/tokens.ts'
import { type Campus, campus } from '../../../../../tests/campus.ts'
import { type TestNode, type TestServer, type TestStudent, testServer } from '../../../../../tests/server.ts'
import type { Parts } from '../../../parts.ts'
import { openReader, type Reader } from './reader.fixture.ts'
import { watchRoutes } from './routes.ts'

/** The same route with less patience, below /quick. */
const quick = {
  look: 50,
  longestLook: 200,
  check: 200,
  mostOfStudent: 3,
  mostOfNode: 5,
  gap: 150,
  heartbeat: 100,
}

let server: TestServer
let home: Campus
let course: string
let address: string
let nodes: TestNode[]
beforeEach(async () => {
  server = await testServer()
  address = await listening(server)
  home = await campus(server)
  course = await home.course()
  nodes = []
})
afterEach(async () => {
  for (const node of nodes) await node.close()
  await server.close()
})

/** Another process of the service. */
async function secondNode(): Promise<{ node: TestNode; at: string }> {
  const node = await server.node()
  nodes.push(node)
  return { node, at: await listening(node) }
}

async function listening({ app, parts }: { app: FastifyInstance; parts: Parts }): Promise<string> {
  app.register(async (scope) => watchRoutes(scope, parts, quick), { prefix: '/quick' })
  return app.listen({ host: '127.0.0.1', port: 0 })
}

/** Opens a stream; its first event, or what is told since `lastId`, is left to the test. */
async function watching(
  student: TestStudent,
  lastId?: string,
  node = address,
  signedIn: OutgoingHttpHeaders = { cookie: `cc_session=${student.token}` },
): Promise<Reader> {
  const reader = await openReader(`${node}/quick/api/v1/courses/${course}/matches/changes`, {
    ...signedIn,
    ...(lastId !== undefined && { 'last-event-id': lastId }),
  })
  onTestFinished(reader.close)
  return reader
}

/** A stream that has had its first event. */
async function settled(student: TestStudent, node?: string): Promise<Reader> {
  const reader = await watching(student, undefined, node)
  await reader.until(1)
  return reader
}

/** Waits for as long as a change takes to be told, at least. */
const quiet = () => pause(quick.gap + 4 * quick.look)

const join = () => home.student({ courses: [course] })

test('tells of who joins, leaves and changes their week, on every node, and of nothing else', async () => {
  const ada = await join()
  const second = await secondNode()
  const readers = [await settled(ada), await settled(ada, second.at)]
  const told = async (times: number) => {
    await Promise.all(readers.map((reader) => reader.until(times)))
    await quiet()
    expect(readers.map(({ changed }) => changed.length)).toEqual([times, times])
  }
  await told(1)
  const ben = await join()
  await told(2)
  await ben.inject({
    method: 'POST',
    url: '/api/v1/me/availability/slots',
    payload: { day: 1, start: '09:00', end: '10:00' },
  })
  await told(3)
  await ben.call(leaveCourse, { params: { id: course } })
  await told(4)
  await home.student({ courses: [await home.course()] })
  await told(4)
})

test('many changes at once are told as a few', async () => {
  const reader = await settled(await join())
  for (let count = 0; count < 20; count++) {
    await join()
    await pause(25)
  }
  await quiet()
  const gaps = reader.changed.slice(1).map((at, index) => at - (reader.changed[index] ?? 0))
  expect(Math.min(...gaps)).toBeGreaterThan(quick.gap - 50)
  expect(reader.changed.length).toBeGreaterThan(2)
  expect(reader.changed.length).toBeLessThan(12)
})

describe('nothing is lost', () => {
  test('by a change that commits while others look, whatever the order of commits', async () => {
    const ada = await join()
    const [early, late] = [await home.student(), await home.student()]
    const { pool } = server.database
    const enrol = 'INSERT INTO user_courses (user_id, course_id) VALUES ($1, $2)'
    const slow = await pool.connect()
    await slow.query('BEGIN')
    await slow.query(enrol, [early.id, course])
    const reader = await settled(ada)
    await pool.query(enrol, [late.id, course])
    await reader.until(2)
    await quiet()
    const idBefore = reader.lastId()
    await slow.query('COMMIT')
    slow.release()
    await reader.until(3)
    const resumed = await watching(ada, idBefore)
    await resumed.until(1)
  })

  test('between two connections, and a connection that missed nothing is told nothing', async () => {
    const ada = await join()
    const first = await settled(ada)
    first.close()
    const resumed = await watching(ada, first.lastId())
    await quiet()
    expect(resumed.changed).toHaveLength(0)
    resumed.close()
    await join()
    const again = await watching(ada, first.lastId())
    await again.until(1)
    await quiet()
    expect(again.changed).toHaveLength(1)
  })

  test('between a connection and the next look', async () => {
    const ada = await join()
    const first = await settled(ada)
    const resumed = await watching(ada, first.lastId())
    await join()
    await resumed.until(1)
  })

  test.for(['x', '1-1', '0', '1-1:1:', "'; DROP TABLE match_changes; --", '9'.repeat(50)])(
    'by a Last-Event-ID that is none: %s',
    async (lastId) => {
      const reader = await watching(await join(), lastId)
      expect(reader.response.statusCode).toBe(200)
      await reader.until(1)
    },
  )

  test('by an id of the future, of another server, or older than what is kept of changes', async () => {
    const ada = await join()
    const id = (await settled(ada)).lastId()
    const [start, transaction] = id.split('-')
    const foreign = await watching(ada, `1-${transaction}`)
    await foreign.until(1)
    const future = await watching(ada, `${start}-${'9'.repeat(18)}`)
    await future.until(1)
    await server.database.pool.query('TRUNCATE match_changes')
    const old = await watching(ada, id)
    await old.until(1)
  })

  test('while the database was away', async () => {
    const ada = await join()
    const reader = await settled(ada)
    server.database.pool.on('error', () => {})
    const { url } = server.database
    const name = new URL(url).pathname.slice(1)
    const admin = new pg.Client({ connectionString: url.replace(name, 'postgres') })
    await admin.connect()
    await admin.query(`ALTER DATABASE ${name} ALLOW_CONNECTIONS false`)
    await admin.query('SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = $1', [name])
    await pause(500)
    const before = reader.text().length
    await pause(2 * quick.heartbeat)
    expect(reader.text().length).toBeGreaterThan(before)
    expect(reader.changed).toHaveLength(1)
    await admin.query(`ALTER DATABASE ${name} ALLOW_CONNECTIONS true`)
    await admin.end()
    await reader.until(2)
    await quiet()
    expect(reader.changed).toHaveLength(2)
    expect(reader.hasEnded()).toBe(false)
  })
})

describe('a stream ends', () => {
  const ends: [string, (student: TestStudent) => Promise<unknown>][] = [
    ['signing out', (ada) => ada.call(signOut)],
    ['leaving the course', (ada) => ada.call(leaveCourse, { params: { id: course } })],
    ['suspension', (ada) => change('UPDATE users SET is_active = FALSE WHERE id = $1', ada.id)],
    ['a lost verification', (ada) => change('UPDATE users SET is_verified = FALSE WHERE id = $1', ada.id)],
    [
      'the end of the session',
      (ada) => change('UPDATE sessions SET expires = now() WHERE user_id = $1', ada.id),
    ],
    [
      'the longest that a session lasts',
      (ada) =>
        change(`UPDATE sessions SET created_at = now() - interval '181 days' WHERE user_id = $1`, ada.id),
    ],
    ['the end of the course', () => change('UPDATE courses SET is_active = FALSE WHERE id = $1', course)],
  ]
  const change = (sql: string, id: string) => server.database.pool.query(sql, [id])

  test.for(ends)('with %s, and others go on', async ([what, end]) => {
    const ada = await join()
    const readers = [
      await settled(ada),
      await settled(await join()),
      await settled(await server.signedIn(ada.id, ada.email)),
    ]
    const [hers, others, elsewhere] = readers
    await pause(2 * quick.check)
    expect(readers.map((reader) => reader.hasEnded())).toEqual([false, false, false])
    await end(ada)
    await hers?.untilEnded(2000)
    await pause(2 * quick.check)
    expect(others?.hasEnded(), what).toBe(what === 'the end of the course')
    expect(elsewhere?.hasEnded(), what).toBe(what !== 'signing out')
  })

  test('with the sign-in of the program that opened it, and not before', async () => {
    const password = 'lantern otter quilt'
    const ada = await home.student({ courses: [course], password })
    const open = async () => {
      const tokens = await server.nobody.call(createTokens, { body: { email: ada.email, password } })
      const reader = await watching(ada, undefined, address, {
        authorization: `Bearer ${tokens.accessToken}`,
      })
      await reader.until(1)
      return { tokens, reader }
    }
    const [one, other] = [await open(), await open()]
    await server.nobody.call(refreshTokens, { body: { refreshToken: one.tokens.refreshToken } })
    await pause(2 * quick.check)
    expect(one.reader.hasEnded()).toBe(false)
    await change(
      `UPDATE user_sessions SET family_began_at = now() - interval '181 days'
       WHERE user_id = $1 AND family_id <> (SELECT family_id FROM user_sessions WHERE used_at IS NOT NULL)`,
      ada.id,
    )
    await other.reader.untilEnded(2000)
    expect(one.reader.hasEnded()).toBe(false)
    const headers = { authorization: `Bearer ${one.tokens.accessToken}` }
    await server.nobody.inject({ method: 'DELETE', url: '/api/v1/session', headers })
    await one.reader.untilEnded(2000)
  })

  test('with the process, which does not wait for it', async () => {
    const { node, at } = await secondNode()
    const reader = await settled(await join(), at)
    const start = performance.now()
    await node.app.close()
    expect(performance.now() - start).toBeLessThan(1000)
    await reader.untilEnded(500)
    expect(reader.response.complete).toBe(true)
  })

  test('when the student opens more than some, the oldest first', async () => {
    const ada = await join()
    const readers = [await settled(ada), await settled(ada), await settled(ada), await settled(ada)]
    await readers[0]?.untilEnded(2000)
    expect(readers[0]?.text()).toMatch(/retry: 60000\n\n$/)
    await quiet()
    expect(readers.map((reader) => reader.hasEnded())).toEqual([true, false, false, false])
  })
})

test('a node that has enough streams refuses more, until one ends', async () => {
  const readers = []
  for (let count = 0; count < quick.mostOfNode; count++) readers.push(await settled(await join()))
  const ada = await join()
  const refused = await watching(ada)
  expect(refused.response).toMatchObject({ statusCode: 503, headers: { 'retry-after': '60' } })
  await refused.untilEnded()
  expect(JSON.parse(refused.text()).type).toBe(problemType('unavailable'))
  readers[0]?.close()
  await expect.poll(async () => (await watching(ada)).response.statusCode).toBe(200)
})

test('says what it is, keeps itself out of caches and carries the headers of every answer', async () => {
  const { response } = await settled(await join())
  expect(response.headers).toMatchObject({
    'content-type': 'text/event-stream',
    'cache-control': 'no-store',
    'x-accel-buffering': 'no',
    'x-content-type-options': 'nosniff',
  })
})

test('asked for its head only, answers and ends', async () => {
  const ada = await join()
  const url = `/quick/api/v1/courses/${course}/matches/changes`
  const { statusCode, headers } = await ada.inject({ method: 'HEAD', url })
  expect([statusCode, headers['content-type']]).toEqual([200, 'text/event-stream'])
})
