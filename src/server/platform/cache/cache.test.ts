import { setTimeout as pause } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Cache, Kind } from './cache.ts'
import { inProcess, inRedis, inUpstash, type TestStore } from './stores.fixture.ts'

const profile: Kind = { name: 'profile', seconds: 900 }

/** Something to make, and how often it was. */
function making<T>(value: T) {
  const made = {
    times: 0,
    async make() {
      made.times++
      await pause(20)
      return value
    },
  }
  return made
}

describe.each(['redis', 'upstash', 'process'] as const)('in %s', (name) => {
  let store: TestStore | undefined
  let cache: Cache
  beforeAll(async () => {
    if (name !== 'process') store = name === 'redis' ? await inRedis() : await inUpstash()
    cache = store ? await store.node() : inProcess()
  })
  afterAll(() => store?.close())

  test('it tells where it is', () => {
    expect(cache.store).toBe(name)
  })

  test('what was made once is remembered', async () => {
    const ada = making({ name: 'Ada', courses: ['CS 101'] })
    expect(await cache.remember(profile, 'ada:1', ada.make)).toEqual({ name: 'Ada', courses: ['CS 101'] })
    expect(await cache.remember(profile, 'ada:1', ada.make)).toEqual({ name: 'Ada', courses: ['CS 101'] })
    expect(ada.times).toBe(1)
  })

  test('a new version is another value, and the old one is not touched', async () => {
    await cache.remember(profile, 'ben:1', async () => 'before')
    expect(await cache.remember(profile, 'ben:2', async () => 'after')).toBe('after')
    expect(await cache.remember(profile, 'ben:1', async () => 'made anew')).toBe('before')
  })

  test('kinds do not mix', async () => {
    await cache.set({ name: 'courses', seconds: 60 }, 'x', ['courses'])
    expect(await cache.get(profile, 'x')).toBeUndefined()
  })

  const values = [
    null,
    0,
    42,
    '',
    'OK',
    '42',
    '{"a":1}',
    'T0s=',
    'Zoë 🧪 \u2028\0',
    [],
    [null],
    { a: { b: [1.5] } },
  ]
  test.for(values)('%j comes back as it was', async (value) => {
    const key = JSON.stringify(value)
    expect(await cache.remember(profile, key, async () => value)).toStrictEqual(value)
    expect(await cache.remember(profile, key, async () => 'made anew')).toStrictEqual(value)
    expect(await cache.get(profile, key)).toStrictEqual(value)
  })

  test('what is made comes as it will be remembered', async () => {
    const make = async () => ({ at: new Date(0), gone: undefined })
    const made = await cache.remember(profile, 'json', make)
    expect(made).toStrictEqual({ at: '1970-01-01T00:00:00.000Z' })
    expect(await cache.remember(profile, 'json', make)).toStrictEqual(made)
  })

  test('a hundred at once make once, and each has a value of its own', async () => {
    const list = making([1, 2, 3])
    const got = await Promise.all(
      Array.from({ length: 100 }, () => cache.remember(profile, 'hundred', list.make)),
    )
    expect(list.times).toBe(1)
    got[0]?.push(4)
    expect(got.slice(1).every((value) => value.length === 3)).toBe(true)
    expect(await cache.remember(profile, 'hundred', list.make)).toEqual([1, 2, 3])
    expect(list.times).toBe(1)
  })

  test('a failure goes to all who wait for it and is not remembered', async () => {
    let times = 0
    const fail = async () => {
      times++
      await pause(20)
      throw new Error('the database is away')
    }
    const calls = Array.from({ length: 5 }, () => cache.remember(profile, 'failing', fail))
    const errors = await Promise.all(calls.map((call) => call.catch((error: unknown) => error)))
    expect(errors[0]).toEqual(new Error('the database is away'))
    expect(new Set(errors).size).toBe(1)
    expect(times).toBe(1)
    expect(await cache.remember(profile, 'failing', async () => 'well')).toBe('well')
  })

  test('a value ends with its time', async () => {
    const short: Kind = { name: 'short', seconds: 1 }
    await cache.set(short, 'x', 1)
    expect(await cache.get(short, 'x')).toBe(1)
    await pause(1050)
    expect(await cache.get(short, 'x')).toBeUndefined()
  })

  test('hits and misses are counted by kind; who waits for another is spared', async () => {
    const counted: Kind = { name: 'counted', seconds: 60 }
    const other: Kind = { name: 'other', seconds: 60 }
    await Promise.all([1, 2, 3].map(() => cache.remember(counted, 'x', async () => 1)))
    await cache.remember(counted, 'x', async () => 1)
    await cache.get(counted, 'y')
    await cache.set(other, 'x', 1)
    await cache.get(other, 'x')
    const failing = async () => Promise.reject(new Error('no'))
    await Promise.allSettled([1, 2].map(() => cache.remember(other, 'z', failing)))
    expect(cache.counts()).toMatchObject({ counted: { hits: 3, misses: 2 }, other: { hits: 1, misses: 2 } })
  })
})

test('the process keeps no more bytes than it may; what was asked for least recently goes first', async () => {
  const cache = inProcess(100_000)
  const value = 'x'.repeat(1000)
  const keys = Array.from({ length: 100 }, (_, index) => String(index))
  for (const key of keys) {
    await cache.set(profile, key, value)
    await cache.get(profile, '0')
  }
  const kept = []
  for (const key of keys) if ((await cache.get(profile, key)) !== undefined) kept.push(key)
  expect(kept[0]).toBe('0')
  expect(kept.length).toBeGreaterThan(30)
  expect(kept.length).toBeLessThanOrEqual(50)
  expect(kept.slice(1)).toEqual(keys.slice(-kept.length + 1))
})
