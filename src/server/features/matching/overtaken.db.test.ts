import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { adviseMatches, listAllMatches, listMatches } from '#contract/matching.ts'
import { type Campus, campus } from '../../../../tests/campus.ts'
import { problemOf } from '../../../../tests/problem.ts'
import {
  type Caller,
  type TestNode,
  type TestServer,
  type TestStudent,
  testServer,
} from '../../../../tests/server.ts'

// Changes that commit after a list was ranked and before its proof is read.

let server: TestServer
let bySql: TestNode
let home: Campus
beforeAll(async () => {
  server = await testServer()
  bySql = await server.node({ matching: 'sql' })
  home = await campus(server)
})
afterAll(async () => {
  await bySql.close()
  await server.close()
})

const waiting = `
  SELECT FROM pg_locks l JOIN pg_database d ON d.oid = l.database
  WHERE d.datname = current_database() AND NOT l.granted`

/** Commits a change while the request waits to read a table; match_changes is what only the proof looks at. */
async function overtake<T>(
  request: () => Promise<T>,
  change: string,
  values: unknown[],
  table = 'match_changes',
): Promise<T> {
  const { pool } = server.database
  const client = await pool.connect()
  try {
    await client.query('BEGIN')
    await client.query(`LOCK TABLE ${table} IN ACCESS EXCLUSIVE MODE`)
    const answer = request()
    await expect
      .poll(async () => (await pool.query(waiting)).rowCount, {
        timeout: 20_000,
      })
      .toBe(1)
    await client.query(change, values)
    await client.query('COMMIT')
    return await answer
  } finally {
    client.release(true) // the lock must not outlive a failure
  }
}

const leave = 'UPDATE user_courses SET is_active = FALSE WHERE user_id = $1 AND course_id = $2'
const busy = 'DELETE FROM availability WHERE user_id = ANY ($1)'

describe.each(['engine', 'sql'] as const)('on the %s path', (path) => {
  let math: string
  let art: string
  let me: TestStudent
  let mates: TestStudent[]
  let node: Caller
  const week: [number, string, string][] = [[1, '09:00', '12:00']]
  beforeEach(async () => {
    math = await home.course()
    art = await home.course()
    me = await home.student({ courses: [math, art], week })
    node = path === 'sql' ? bySql.as(me) : me
    mates = []
    for (const firstName of ['Ada', 'Ben', 'Cleo', 'Dan'])
      mates.push(await home.student({ firstName, courses: [math], week }))
    await home.student({ firstName: 'Eve', courses: [art] })
    await names() // the rosters are in memory now
    await namesOfAll()
  })

  const names = async () =>
    (await node.call(listMatches, { params: { id: math }, query: { limit: 2 } })).items.map(
      ({ student }) => student.firstName,
    )
  const namesOfAll = async () =>
    (await node.call(listAllMatches, { query: {} })).items.map(({ student }) => student.firstName)

  test('a mate who has just left, or is not free any more, is not where they were', async () => {
    const [ada, ben, cleo, dan] = mates.map(({ id }) => id)
    expect(await names()).toEqual(['Ada', 'Ben'])
    expect(await overtake(names, leave, [ada, math])).toEqual(['Ben', 'Cleo'])
    expect(await overtake(names, busy, [[ben]])).toEqual(['Cleo', 'Dan'])
    expect(await overtake(namesOfAll, busy, [[cleo]])).toEqual(['Dan', 'Ben', 'Cleo', 'Eve'])
    expect(await overtake(names, busy, [[dan]])).toEqual(['Ben', 'Cleo'])
  })

  test('who was not on the page and is now, is shown', async () => {
    expect(await overtake(names, busy, [mates.slice(0, 3).map(({ id }) => id)])).toEqual(['Dan', 'Ada'])
  })

  test.each(['match_changes', 'user_courses'])(
    'one’s own hours are as they just became (%s)',
    async (table) => {
      const ask = () => node.call(listMatches, { params: { id: math } })
      expect(await overtake(ask, busy, [[me.id]], table)).toMatchObject({
        notice: 'no-availability',
        items: [{ score: 0, sharedWindows: [] }, {}, {}, {}],
      })
    },
  )

  test('who has just left a course has no list of it, and no advice', async () => {
    const params = { id: math }
    for (const ask of [
      () => node.send(listMatches, { params }),
      () => node.send(adviseMatches, { params }),
    ]) {
      await server.database.pool.query('UPDATE user_courses SET is_active = TRUE WHERE user_id = $1', [me.id])
      expect(problemOf(await overtake(ask, leave, [me.id, math]))).toBe('not-enrolled')
    }
  })

  test('who has just lost the confirmation of their address has no list', async () => {
    const params = { id: math }
    for (const ask of [
      () => node.send(listMatches, { params }),
      () => node.send(listAllMatches, { query: {} }),
    ]) {
      await server.database.pool.query('UPDATE users SET is_verified = TRUE WHERE id = $1', [me.id])
      const doubt = 'UPDATE users SET is_verified = FALSE WHERE id = $1'
      expect(problemOf(await overtake(ask, doubt, [me.id]))).toBe('not-verified')
    }
  })

  test('nobody has a list of a course that has just ended', async () => {
    const end = 'UPDATE courses SET is_active = FALSE WHERE id = $1'
    const answer = await overtake(() => node.send(listMatches, { params: { id: math } }), end, [math])
    expect(problemOf(answer)).toBe('course-inactive')
  })

  test('the people of a course just left are in the list of all courses no more', async () => {
    expect(await namesOfAll()).toEqual(['Ada', 'Ben', 'Cleo', 'Dan', 'Eve'])
    expect(await overtake(namesOfAll, leave, [me.id, math])).toEqual(['Eve'])
    expect(await overtake(namesOfAll, leave, [me.id, art])).toEqual([])
  })
})
