import type { Redis } from 'ioredis'
import {
  type RateLimiterAbstract,
  RateLimiterMemory,
  RateLimiterRedis,
  RateLimiterRes,
} from 'rate-limiter-flexible'

export interface Limit {
  /** Part of the store's key: rate_limit:<name>:<identifier>. */
  name: string
  points: number
  seconds: number
}

export interface Limits {
  /**
   * Counts one use by `identifier` (a user's id or an address).
   * @returns seconds to wait; 0 while within the limit
   */
  take(limit: Limit, identifier: string): Promise<number>
}

/** Counts in Redis where there is one, else in this process; also there while Redis is away, so never open. */
export function createLimits(redis: Redis | null): Limits {
  const limiters = new Map<string, RateLimiterAbstract>()

  function limiterOf(limit: Limit): RateLimiterAbstract {
    const known = limiters.get(limit.name)
    if (known) return known
    const options = { keyPrefix: `rate_limit:${limit.name}`, points: limit.points, duration: limit.seconds }
    const memory = new RateLimiterMemory(options)
    const limiter = redis
      ? new RateLimiterRedis({ ...options, storeClient: redis, insuranceLimiter: memory })
      : memory
    limiters.set(limit.name, limiter)
    return limiter
  }

  return {
    async take(limit, identifier) {
      try {
        await limiterOf(limit).consume(identifier)
        return 0
      } catch (refusal) {
        if (!(refusal instanceof RateLimiterRes)) throw refusal
        return Math.max(1, Math.ceil(refusal.msBeforeNext / 1000))
      }
    },
  }
}
