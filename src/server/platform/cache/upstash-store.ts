import { Redis } from '@upstash/redis'
import { isOfOtherType } from './redis-store.ts'
import type { Store } from './store.ts'

const patience = 500

/** Keeps texts in Upstash, over its REST interface. */
export function upstashStore(url: string, token: string): Store {
  const redis = new Redis({
    url,
    token,
    // Texts come back as they were set: what the cache stores is its own to parse, and is plain JSON.
    automaticDeserialization: false,
    responseEncoding: false,
    // At once and once only, for a kept connection that the other side has just closed.
    retry: { retries: 1, backoff: () => 0 },
    // As a function: given a signal itself the client answers an abort with a value.
    signal: () => AbortSignal.timeout(patience),
    enableAutoPipelining: false,
    enableTelemetry: false,
  })

  async function ask<T>(command: () => Promise<T>): Promise<T | null> {
    try {
      return await command()
    } catch (error) {
      if (isOfOtherType(error)) return null
      throw withoutCommand(error)
    }
  }

  return {
    name: 'upstash',
    async get(key) {
      const text: unknown = await ask(() => redis.get(key))
      if (text !== null && typeof text !== 'string') throw new Error('answered something else than a text')
      return text
    },
    set: async (key, text, milliseconds) =>
      void (await ask(() => redis.set(key, text, { px: milliseconds }))),
  }
}

/** The client's errors quote the command or the answer, and with it what somebody's profile says. */
function withoutCommand(error: unknown): unknown {
  if (!(error instanceof Error)) return error
  if (error.name === 'UpstashJSONParseError') return new Error('answered something else than JSON')
  const { code } = (error.cause ?? {}) as { code?: string }
  return new Error(code ?? error.message.split(', command was: ', 1)[0])
}
