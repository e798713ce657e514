import type { Redis } from 'ioredis'
import { LRUCache } from 'lru-cache'
import { countInRedis } from './count-in-redis.ts'
import { type Counts, countsAt, type Limit, type Taken, takenOf, used } from './sliding-window.ts'

export type { Limit, Taken } from './sliding-window.ts'

export interface Limits {
  /** Counts one use by `identifier` (a user's id or an address); one past the limit is refused and not counted. */
  take(limit: Limit, identifier: string): Promise<Taken>
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

  async function count(limit: Limit, identifier: string, uses: 1 | -1): Promise<Taken> {
    const key = `rate_limit:${limit.name}:${identifier}`
    if (inRedis && redis.status === 'ready' && performance.now() >= pausedUntil) {
      try {
        const { counts, taken } = await inRedis(key, limit, uses)
        remembered.set(key, counts)
        return taken
      } catch {
        // Its absence is logged by the connection.
        pausedUntil = performance.now() + pause
      }
    }
    return countHere(key, limit, uses)
  }

  function countHere(key: string, limit: Limit, uses: 1 | -1): Taken {
    const at = now()
    const counts = countsAt(remembered.get(key), limit, at)
    const isAllowed = used(counts, limit, at) + uses <= limit.points
    const after = isAllowed ? { ...counts, current: Math.max(0, counts.current + uses) } : counts
    remembered.set(key, after)
    return takenOf(after, isAllowed, limit, at)
  }

  return {
    take: (limit, identifier) => count(limit, identifier, 1),
    async giveBack(limit, identifier) {
      await count(limit, identifier, -1)
    },
  }
}
