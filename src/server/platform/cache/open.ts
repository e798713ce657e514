import type { Redis } from 'ioredis'
import type { Logger } from 'pino'
import type { Settings } from '#platform/settings.ts'
import { type Cache, createCache } from './cache.ts'
import { guard } from './guard.ts'
import { processStore } from './process-store.ts'
import { redisStore } from './redis-store.ts'
import type { Store } from './store.ts'
import { upstashStore } from './upstash-store.ts'

/** The cache in Redis where that is set, else in Upstash where that is set, else in this process. */
export function openCache(
  { upstash, cacheMemory }: Pick<Settings, 'upstash' | 'cacheMemory'>,
  redis: Redis | null,
  log: Logger,
): Cache {
  const remote: Store | null = redis
    ? redisStore(redis)
    : upstash
      ? upstashStore(upstash.url, upstash.token)
      : null
  return createCache(remote ? guard(remote, log) : processStore(cacheMemory))
}
