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

export interface Taken {
  /** Seconds to wait; 0 while within the limit. */
  retryAfter: number
  /** Uses that are left, and seconds until all are again. */
  remaining: number
  reset: number
}

export interface Limits {
  /** Counts one use by `identifier` (a user's id or an address). */
  take(limit: Limit, identifier: string): Promise<Taken>
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
        const { remainingPoints, msBeforeNext } = await limiterOf(limit).consume(identifier)
        return { retryAfter: 0, remaining: remainingPoints, reset: seconds(msBeforeNext) }
      } catch (refusal) {
        if (!(refusal instanceof RateLimiterRes)) throw refusal
        const wait = Math.max(1, seconds(refusal.msBeforeNext))
        return { retryAfter: wait, remaining: 0, reset: wait }
      }
    },
  }
}

const seconds = (milliseconds: number) => Math.ceil(milliseconds / 1000)
