import { randomUUID } from 'node:crypto'
import { setTimeout as pause } from 'node:timers/promises'
import { Redis } from 'ioredis'
import { pino } from 'pino'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { startRedis, type TestRedis } from '../../../tests/redis.ts'
import { createLimits, type Limit, type Limits } from './limits.ts'
import { openRedis } from './redis.ts'

const log = pino({ level: 'silent' })
const three: Limit = { name: 'three', points: 3, seconds: 60 }

/** Of `times` uses one after another, how many are within the limit. */
async function uses(limits: Limits, times: number, identifier = 'ada', limit = three): Promise<number> {
  let within = 0
  for (let use = 0; use < times; use++) if ((await limits.take(limit, identifier)).retryAfter === 0) within++
  return within
}

describe('in this process', () => {
  test('past the limit one waits, at most its length', async () => {
    const limits = createLimits(null)
    expect(await uses(limits, 3)).toBe(3)
    const { retryAfter, remaining } = await limits.take(three, 'ada')
    expect(retryAfter).toBeGreaterThan(55)
    expect(retryAfter).toBeLessThanOrEqual(60)
    expect(remaining).toBe(0)
    expect(await limits.take(three, 'ben')).toMatchObject({ retryAfter: 0, remaining: 2 })
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

  test('after its length the limit is whole again', async () => {
    const limits = createLimits(null)
    const short = { name: 'short', points: 2, seconds: 1 }
    expect(await uses(limits, 3, 'ada', short)).toBe(2)
    await pause(1100)
    expect(await uses(limits, 3, 'ada', short)).toBe(2)
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
      .poll(async () => {
        const name = randomUUID()
        await limits.take({ ...three, name }, 'ada')
        return reader.exists(`rate_limit:${name}:ada`)
      })
      .toBe(1)
    reader.disconnect()
  }

  test('several processes count together', async () => {
    const [one, other] = [await node(), await node()]
    expect(await uses(one, 2)).toBe(2)
    expect(await uses(other, 2)).toBe(1)
    expect(await uses(one, 1)).toBe(0)
  })

  test('when Redis goes away in the middle, the limit holds in this process', async () => {
    const limits = await node()
    expect(await uses(limits, 2)).toBe(2)
    await redis.kill()
    const begin = performance.now()
    expect(await uses(limits, 10)).toBeLessThanOrEqual(3)
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
