import type { Redis } from 'ioredis'
import { LRUCache } from 'lru-cache'
import { countInRedis, type Keyed } from './count-in-redis.ts'
import { type Counts, countsAt, type Limit, type Taken, takenOf, used } from './sliding-window.ts'

export type { Limit, Taken } from './sliding-window.ts'

/** A limit, and by whom or what it counts: a user's id or an address. */
export type Counted = [limit: Limit, identifier: string]

export interface Limits {
  /** Counts one use by `identifier` (a user's id or an address); one past the limit is refused and not counted. */
  take(limit: Limit, identifier: string): Promise<Taken>
  /** Counts one use by several limits at once: by all of them, or where one refuses by none. In the order given. */
  takeAll(counted: Counted[]): Promise<Taken[]>
  /** Takes back a use that turned out to be none. */
  giveBack(limit: Limit, identifier: string): Promise<void>
}

/** Whose uses this process remembers, the latest. */
const mostRemembered = 100_000

/** Milliseconds that Redis is not asked after a failure, so that not everybody waits until it counts as away. */
const pause = 1000

/**
 * Counts in a sliding window: in Redis where there is one; while it is away or slow, and where there is none, in this
 * process, from what Redis said last. So never open.
 */
export function createLimits(redis: Redis | null, now: () => number = Date.now): Limits {
  const remembered = new LRUCache<string, Counts>({ max: mostRemembered })
  const inRedis = redis && countInRedis(redis)
  let pausedUntil = Number.NEGATIVE_INFINITY

  async function count(counted: Counted[], uses: 1 | -1): Promise<Taken[]> {
    const keyed = counted.map(([limit, identifier]) => ({
      key: `rate_limit:${limit.name}:${identifier}`,
      limit,
    }))
    if (inRedis && redis.status === 'ready' && performance.now() >= pausedUntil) {
      try {
        const found = await inRedis(keyed, uses)
        for (const [place, { key }] of keyed.entries()) remembered.set(key, found[place]?.counts)
        return found.map(({ taken }) => taken)
      } catch {
        // Its absence is logged by the connection.
        pausedUntil = performance.now() + pause
      }
    }
    return countHere(keyed, uses)
  }

  function countHere(keyed: Keyed[], uses: 1 | -1): Taken[] {
    const at = now()
    const found = keyed.map(({ key, limit }) => {
      const counts = countsAt(remembered.get(key), limit, at)
      return { key, limit, counts, fits: used(counts, limit, at) + uses <= limit.points }
    })
    const isAllowed = found.every(({ fits }) => fits)
    return found.map(({ key, limit, counts, fits }) => {
      const after = isAllowed ? { ...counts, current: Math.max(0, counts.current + uses) } : counts
      remembered.set(key, after)
      return takenOf(after, fits, limit, at)
    })
  }

  const one = async (counted: Counted, uses: 1 | -1) => (await count([counted], uses))[0] as Taken
  return {
    take: (limit, identifier) => one([limit, identifier], 1),
    takeAll: (counted) => count(counted, 1),
    async giveBack(limit, identifier) {
      await one([limit, identifier], -1)
    },
  }
}
