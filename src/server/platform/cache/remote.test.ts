import { Redis } from 'ioredis'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Cache, Kind } from './cache.ts'
import { inRedis, inUpstash, type TestStore, warning } from './stores.fixture.ts'

const profile: Kind = { name: 'profile', seconds: 900 }

describe.each([
  ['redis', inRedis],
  ['upstash', inUpstash],
] as const)('in %s', (_, open) => {
  let store: TestStore
  let cache: Cache
  let redis: Redis
  beforeEach(async () => {
    store = await open()
    cache = await store.node()
    redis = new Redis(store.redis.url)
    redis.on('error', () => {})
  })
  afterEach(async () => {
    redis.disconnect()
    await store.close()
  })

  const warnings = () => store.entries.filter(({ level }) => level >= warning)

  /** Milliseconds that 50 calls take, one after the other; each has to make its value. */
  async function withoutCache(): Promise<number> {
    const begun = performance.now()
    for (let call = 0; call < 50; call++)
      expect(await cache.remember(profile, 'ada:1', async () => call)).toBe(call)
    return performance.now() - begun
  }

  /** Waits until a value is remembered again. */
  async function heals() {
    let made = 0
    const times = async () => {
      await cache.remember(profile, 'healed', async () => ++made)
      return cache.remember(profile, 'healed', async () => made + 1)
    }
    await expect.poll(async () => (await times()) === made, { timeout: 10_000, interval: 200 }).toBe(true)
  }

  test('other processes have the value too', async () => {
    const other = await store.node()
    await cache.remember(profile, 'ada:1', async () => 'of one')
    expect(await other.remember(profile, 'ada:1', async () => 'of the other')).toBe('of one')
  })

  test('the key says what it is of; the time is up to a tenth shorter, not the same for all', async () => {
    const times = await Promise.all(
      Array.from({ length: 200 }, async (_, index) => {
        await cache.set(profile, `u${index}:1`, index)
        return redis.pttl(`profile:u${index}:1`)
      }),
    )
    expect(Math.max(...times)).toBeLessThanOrEqual(900_000)
    expect(Math.min(...times)).toBeGreaterThan(0.9 * 900_000 - 2000)
    expect(Math.max(...times) - Math.min(...times)).toBeGreaterThan(60_000)
  })

  test.for(['', 'x', '{"name":"Ad', 'undefined', '[object Object]'])(
    'the text %j is a miss',
    async (text) => {
      await redis.set('profile:ada:1', text)
      expect(await cache.get(profile, 'ada:1')).toBeUndefined()
      expect(await cache.remember(profile, 'ada:1', async () => 'made')).toBe('made')
      expect(await redis.get('profile:ada:1')).toBe('"made"')
      expect(warnings()).toEqual([])
    },
  )

  test('what is no text is a miss, and only that', async () => {
    await redis.lpush('profile:ada:1', 'x')
    expect(await cache.remember(profile, 'ada:1', async () => 'made')).toBe('made')
    expect(await cache.remember(profile, 'ada:1', async () => 'again')).toBe('made')
    expect(warnings()).toEqual([])
  })

  test('frozen, it keeps nobody waiting, says so once, and heals', async () => {
    await cache.set(profile, 'ada:1', 'remembered')
    store.redis.freeze()
    try {
      expect(await withoutCache()).toBeLessThan(1500)
      const begun = performance.now()
      await Promise.all(Array.from({ length: 100 }, (_, key) => cache.get(profile, `${key}`)))
      expect(performance.now() - begun).toBeLessThan(1000)
      expect(warnings()).toMatchObject([{ msg: 'The cache does not answer: nothing is cached' }])
    } finally {
      store.redis.resume()
    }
    await heals()
    expect(store.entries.at(-1)?.msg).toBe('The cache answers again')
    expect(warnings()).toHaveLength(1)
  })

  test('frozen while a hundred ask, it keeps them waiting no longer than one', async () => {
    store.redis.freeze()
    const begun = performance.now()
    const calls = Array.from({ length: 100 }, (_, key) => cache.remember(profile, `${key}`, async () => key))
    expect(await Promise.all(calls)).toEqual(Array.from({ length: 100 }, (_, key) => key))
    expect(performance.now() - begun).toBeLessThan(1500)
    expect(warnings()).toHaveLength(1)
    store.redis.resume()
  })

  test('killed, it keeps nobody waiting, says so once, and heals', async () => {
    await cache.set(profile, 'ada:1', 'remembered')
    await store.redis.kill()
    expect(await withoutCache()).toBeLessThan(1500)
    await expect.poll(warnings).toHaveLength(1)
    await store.redis.restart()
    await heals()
    expect(warnings()).toHaveLength(1)
  })

  test('full, it serves what it has and says so once', async () => {
    await redis.config('SET', 'maxmemory', '1')
    expect(await cache.remember(profile, 'ada:1', async () => 'made')).toBe('made')
    expect(await cache.remember(profile, 'ada:1', async () => 'again')).toBe('again')
    expect(warnings()).toHaveLength(1)
    // The value does not stand in the log.
    expect(JSON.stringify(store.entries)).not.toContain('made')
  })
})
