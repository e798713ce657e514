import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { getMe, signOut } from '#contract/accounts.ts'
import { getWeek, replaceWeek } from '#contract/availability.ts'
import { type Campus, campus } from '../../../../tests/campus.ts'
import { type TestNode, type TestServer, testServer } from '../../../../tests/server.ts'

let server: TestServer
let home: Campus
let other: TestNode
beforeAll(async () => {
  server = await testServer()
  home = await campus(server)
  other = await server.node()
})
afterAll(async () => {
  await other.close()
  await server.close()
})

test('a request under way when its student signs out is done whole; the next is refused on every node', async () => {
  const student = await home.student({ week: [[1, '09:00', '10:00']] })
  const again = await server.signedIn(student.id, student.email)
  const slots = [2, 3, 4].map((day) => ({ day, start: '14:00', end: '16:00' }))
  const { pool } = server.database
  const holder = await pool.connect()
  try {
    await holder.query('BEGIN; LOCK TABLE availability IN SHARE MODE')
    const writing = student.send(replaceWeek, { body: { slots } })
    await vi.waitFor(async () => {
      const { rows } = await pool.query(
        `SELECT FROM pg_locks WHERE NOT granted AND relation::regclass::text LIKE 'availability%'
           AND database = (SELECT oid FROM pg_database WHERE datname = current_database())`,
      )
      expect(rows).toHaveLength(1)
    })
    expect((await student.send(signOut)).statusCode).toBe(204)
    for (const node of [student, other.as(student)]) expect((await node.send(getMe)).statusCode).toBe(401)
    await holder.query('COMMIT')
    expect((await writing).statusCode).toBe(200)
  } finally {
    holder.release()
  }
  const { slots: saved } = await again.call(getWeek)
  expect(saved).toMatchObject(slots)
  expect((await student.send(replaceWeek, { body: { slots: [] } })).statusCode).toBe(401)
})
