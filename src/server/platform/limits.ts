import { Redis } from 'ioredis'
import type { Logger } from 'pino'
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
  close(): void
}

/** Counts in Redis where `redisUrl` is set, else in this process; also there while Redis is away, so never open. */
export function createLimits(redisUrl: string | null, log: Logger): Limits {
  // A Redis that does not answer in time counts as away; nobody waits for it to come back.
  const redis = redisUrl
    ? new Redis(redisUrl, { enableOfflineQueue: false, maxRetriesPerRequest: 1, commandTimeout: 500 })
    : null
  redis?.on('error', (error) => log.warn({ err: error }, 'Redis is away: limits are counted in this process'))
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
    close: () => redis?.disconnect(),
  }
}
