import { randomUUID } from 'node:crypto'
import { setTimeout as pause } from 'node:timers/promises'
import { Redis } from 'ioredis'
import { pino } from 'pino'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { startRedis, type TestRedis } from '../../../../tests/redis.ts'
import { openRedis } from '../redis.ts'
import { createLimits, type Limit, type Limits } from './limits.ts'

const log = pino({ level: 'silent' })
const three: Limit = { name: 'three', points: 3, seconds: 60 }

/** Of `times` uses one after another, how many are within the limit. */
async function uses(limits: Limits, times: number, identifier = 'ada', limit = three): Promise<number> {
  let within = 0
  for (let use = 0; use < times; use++) if ((await limits.take(limit, identifier)).retryAfter === 0) within++
  return within
}

describe('in this process', () => {
  test('past the limit one waits for so long, and not longer', async () => {
    let now = 0
    const limits = createLimits(null, () => now)
    const take = async (at: number) => {
      now = at * 1000
      return limits.take(three, 'ada')
    }
    expect(await take(0)).toEqual({ retryAfter: 0, remaining: 2, reset: 60 })
    expect(await take(10)).toEqual({ retryAfter: 0, remaining: 1, reset: 50 })
    expect(await take(20)).toEqual({ retryAfter: 0, remaining: 0, reset: 40 })
    // In the next minute the three weigh less by the second: two of them from its 20th second on.
    expect(await take(20)).toEqual({ retryAfter: 60, remaining: 0, reset: 60 })
    expect(await take(79)).toMatchObject({ retryAfter: 1 })
    expect(await take(80)).toMatchObject({ retryAfter: 0 })
    expect(await take(80)).toMatchObject({ retryAfter: 20 })
    expect(await take(100)).toMatchObject({ retryAfter: 0 })
  })

  test('no burst about the turn of a window is more than the limit', async () => {
    let now = 59_000
    const limits = createLimits(null, () => now)
    expect(await uses(limits, 10)).toBe(3)
    now = 61_000
    expect(await uses(limits, 10)).toBe(0)
  })

  test('refused uses do not count', async () => {
    let now = 0
    const limits = createLimits(null, () => now)
    await uses(limits, 100)
    now = 80_000
    expect(await uses(limits, 100)).toBe(1)
  })

  test('a use that was given back was none', async () => {
    const limits = createLimits(null)
    await uses(limits, 3)
    await limits.giveBack(three, 'ada')
    await limits.giveBack(three, 'ben')
    expect([await uses(limits, 5), await uses(limits, 5, 'ben')]).toEqual([1, 3])
  })

  test('each person and each limit is counted by itself', async () => {
    const limits = createLimits(null)
    await uses(limits, 4)
    expect(await uses(limits, 1, 'ben')).toBe(1)
    expect(await uses(limits, 1, 'ada', { ...three, name: 'other' })).toBe(1)
  })

  test('uses at once are counted too', async () => {
    const limits = createLimits(null)
    const taken = await Promise.all(Array.from({ length: 10 }, () => limits.take(three, 'ada')))
    expect(taken.filter(({ retryAfter }) => retryAfter === 0)).toHaveLength(3)
  })

  test('after twice its length nothing is remembered', async () => {
    const limits = createLimits(null)
    const short = { name: 'short', points: 2, seconds: 1 }
    await uses(limits, 3, 'ada', short)
    await pause(2000)
    expect(await limits.take(short, 'ada')).toMatchObject({ remaining: 1 })
  })
})

describe('in Redis', () => {
  let redis: TestRedis
  const opened: Redis[] = []
  beforeEach(async () => {
    redis = await startRedis()
  })
  afterEach(async () => {
    for (const connection of opened.splice(0)) connection.disconnect()
    await redis.close()
  })

  /** Limits as a process has them, connected to Redis. */
  async function node(): Promise<Limits> {
    const connection = openRedis(redis.url, log)
    opened.push(connection)
    const limits = createLimits(connection)
    await connected(limits)
    return limits
  }

  /** Waits until a use can be seen in Redis. */
  async function connected(limits: Limits): Promise<void> {
    const reader = new Redis(redis.url)
    await expect
      .poll(
        async () => {
          const name = randomUUID()
          await limits.take({ ...three, name }, 'ada')
          return reader.exists(`rate_limit:${name}:ada`)
        },
        { timeout: 10_000 },
      )
      .toBe(1)
    reader.disconnect()
  }

  test('several processes count together', async () => {
    const [one, other] = [await node(), await node()]
    expect(await uses(one, 2)).toBe(2)
    expect(await uses(other, 2)).toBe(1)
    expect(await uses(one, 1)).toBe(0)
  })

  test('of a hundred uses at once in three processes no more than the limit get through', async () => {
    const nodes = [await node(), await node(), await node()]
    const ten = { name: 'ten', points: 10, seconds: 3600 }
    const taken = await Promise.all(
      Array.from({ length: 100 }, (_, use) => nodes[use % 3]?.take(ten, '2001:db8::/64')),
    )
    expect(taken.filter((one) => one?.retryAfter === 0)).toHaveLength(10)
  })

  test('the window slides by the clock of Redis, and what was given back is none', async () => {
    const limits = await node()
    const short = { name: 'short', points: 4, seconds: 2 }
    await pause(2000 - (Date.now() % 2000)) // its clock is this machine's
    expect(await uses(limits, 6, 'ada', short)).toBe(4)
    await limits.giveBack(short, 'ada')
    expect(await uses(limits, 6, 'ada', short)).toBe(1)
    const { retryAfter } = await limits.take(short, 'ada')
    expect(retryAfter).toBeGreaterThan(0)
    expect(retryAfter).toBeLessThanOrEqual(3)
    await pause(2000 - (Date.now() % 2000) + 1000) // half of the next one
    expect([2, 3]).toContain(await uses(limits, 6, 'ada', short))
    const reader = new Redis(redis.url)
    expect(await reader.pttl('rate_limit:short:ada')).toBeGreaterThan(2000)
    reader.disconnect()
  })

  test('of several limits the one that refuses costs the others nothing, in Redis and without it', async () => {
    const five = { name: 'five', points: 5, seconds: 60 }
    const limits = await node()
    for (const identifier of ['ada', 'ben']) {
      const taken = []
      for (let use = 0; use < 4; use++)
        taken.push(
          await limits.takeAll([
            [five, identifier],
            [three, identifier],
          ]),
        )
      expect(taken.map((one) => one.map(({ retryAfter }) => retryAfter === 0))).toEqual([
        [true, true],
        [true, true],
        [true, true],
        [true, false],
      ])
      expect(await uses(limits, 5, identifier, five)).toBe(2)
      await redis.kill()
    }
  })

  test('when Redis goes away in the middle, the limit holds in this process', async () => {
    const limits = await node()
    expect(await uses(limits, 2)).toBe(2)
    await redis.kill()
    const begin = performance.now()
    // What Redis said last is still known.
    expect(await uses(limits, 10)).toBe(1)
    expect((await limits.take(three, 'ada')).retryAfter).toBeGreaterThan(0)
    expect(performance.now() - begin).toBeLessThan(2000)
  })

  test('when Redis is back, it counts again', async () => {
    const [one, other] = [await node(), await node()]
    await redis.kill()
    await uses(one, 1)
    await redis.restart()
    await connected(one)
    await connected(other)
    expect(await uses(one, 2, 'ben')).toBe(2)
    expect(await uses(other, 2, 'ben')).toBe(1)
  })

  test('when Redis does not answer, nobody waits long and the limit holds', async () => {
    const limits = await node()
    redis.freeze()
    try {
      const begin = performance.now()
      const taken = await Promise.all(Array.from({ length: 10 }, () => limits.take(three, 'ada')))
      expect(performance.now() - begin).toBeLessThan(2000)
      expect(taken.filter(({ retryAfter }) => retryAfter === 0)).toHaveLength(3)
    } finally {
      redis.resume()
    }
  })
})

test('a Redis that was never there leaves the limit to this process', async () => {
  const connection = openRedis('redis://127.0.0.1:1', log)
  expect(await uses(createLimits(connection), 5)).toBe(3)
  connection.disconnect()
})
