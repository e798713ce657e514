import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { replaceWeek } from '#contract/availability.ts'
import { listMatches } from '#contract/matching.ts'
import { type Campus, campus } from '../../../../tests/campus.ts'
import { startRedis, type TestRedis } from '../../../../tests/redis.ts'
import { type TestNode, type TestServer, type TestStudent, testServer } from '../../../../tests/server.ts'

let server: TestServer
let redis: TestRedis
let home: Campus
let nodes: { table: TestNode; redis: TestNode }
let course: string
let asker: TestStudent
let mate: TestStudent

const slots = [{ day: 1, start: '09:00', end: '10:00' }]

beforeAll(async () => {
  redis = await startRedis()
  server = await testServer()
  nodes = {
    table: await server.node({ matching: 'sql' }),
    redis: await server.node({ matching: 'sql', redisUrl: redis.url }),
  }
  home = await campus(server)
})
afterAll(async () => {
  await nodes.table.close()
  await nodes.redis.close()
  await server.close()
  await redis.close()
})

beforeEach(async () => {
  course = await home.course()
  asker = await home.student({ courses: [course], week: [[1, '09:00', '12:00']] })
  mate = await home.student({ firstName: 'Mate', courses: [course], week: [[1, '11:00', '12:00']] })
  await home.student({ firstName: 'Other', courses: [course] })
})

const ask = (node: TestNode, query: object = {}) =>
  node.as(asker).call(listMatches, { params: { id: course }, query })

/** The asker's row of match_cache. */
async function kept() {
  const { rows } = await server.database.pool.query(
    'SELECT match_results, calculated_at, expires_at FROM match_cache WHERE user_id = $1 AND course_id = $2',
    [asker.id, course],
  )
  return rows[0]
}

describe.each(['table', 'redis'] as const)('a first page that %s remembers', (name) => {
  test('is as good as new', async () => {
    const first = await ask(nodes[name])
    expect(first.items.map(({ student }) => student.firstName)).toEqual(['Mate', 'Other'])
    expect(await ask(nodes[name])).toEqual(first)
    expect((await ask(nodes[name], { limit: 1 })).items).toEqual(first.items.slice(0, 1))
  })

  test.each([
    ['a mate’s week', () => mate.call(replaceWeek, { body: { slots: [] } }), ['none']],
    ['one’s own week', () => asker.call(replaceWeek, { body: { slots } }), ['none']],
    ['a mate’s suspension', () => suspend(), []],
  ])('is not answered any more after a change of %s', async (_, change, left) => {
    expect((await ask(nodes[name])).items[0]?.sharedMinutes).toBe(60)
    await change()
    const { items } = await ask(nodes[name])
    const ofMate = items.filter(({ student }) => student.id === mate.id)
    expect(ofMate.map(({ sharedMinutes }) => (sharedMinutes === 0 ? 'none' : 'some'))).toEqual(left)
  })
})

const suspend = () =>
  server.database.pool.query('UPDATE users SET is_active = FALSE WHERE id = $1', [mate.id])

test('without Redis it is in match_cache, for at most five minutes, and not ranked again meanwhile', async () => {
  await ask(nodes.table)
  const before = await kept()
  const seconds = (before.expires_at - before.calculated_at) / 1000
  expect(seconds).toBeGreaterThan(260)
  expect(seconds).toBeLessThanOrEqual(301)
  await ask(nodes.table)
  expect(await kept()).toEqual(before)
  await server.database.pool.query("UPDATE match_cache SET expires_at = now() - interval '1 second'")
  await ask(nodes.table)
  expect((await kept()).calculated_at.getTime()).toBeGreaterThan(before.calculated_at.getTime())
})

test('with Redis it is under the specification’s keys, and hits are counted by kind', async () => {
  const misses = () => nodes.redis.parts.cache.counts().matches?.misses ?? 0
  const before = misses()
  await ask(nodes.redis)
  await ask(nodes.redis)
  expect(misses()).toBe(before + 1)
  expect(await kept()).toBeUndefined()
  const stored = await nodes.redis.parts.cache.get({ name: 'matches', seconds: 1 }, `${asker.id}:${course}`)
  expect(stored).toMatchObject({ mates: 2 })
  expect(await nodes.redis.parts.cache.get({ name: 'profile', seconds: 1 }, asker.id)).toMatchObject({
    slots: [1440 + 540, 1440 + 720],
  })
})

test('filters, other sorts and further pages are not remembered', async () => {
  for (const query of [{ sort: 'shared' }, { day: 1 }, { limit: 50 }]) await ask(nodes.table, query)
  expect(await kept()).toBeUndefined()
})
