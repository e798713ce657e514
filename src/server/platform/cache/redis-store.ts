import type { Redis } from 'ioredis'
import type { Store } from './store.ts'

/** Keeps texts in Redis. Nothing is there while not connected, which the connection tells by itself. */
export function redisStore(redis: Redis): Store {
  async function ask<T>(command: () => Promise<T>): Promise<T | null> {
    try {
      return await command()
    } catch (error) {
      if (redis.status !== 'ready' || isCutOff(error) || isOfOtherType(error)) return null
      throw error
    }
  }

  return {
    name: 'redis',
    get: (key) => ask(() => redis.get(key)),
    set: async (key, text, milliseconds) => void (await ask(() => redis.set(key, text, 'PX', milliseconds))),
  }
}

/** Between the end of a connection and the moment its status tells. */
function isCutOff(error: unknown): boolean {
  return error instanceof Error && error.message.startsWith("Stream isn't writeable")
}

/** Somebody else's list or hash under our key is no text; the next `set` replaces it. */
export function isOfOtherType(error: unknown): boolean {
  return error instanceof Error && error.message.includes('WRONGTYPE')
}
