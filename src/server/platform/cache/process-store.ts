import { LRUCache } from 'lru-cache'
import type { Store } from './store.ts'

/** Keeps texts in this process, `bytes` of them at most; what was asked for least recently goes first. */
export function processStore(bytes: number): Store {
  const texts = new LRUCache<string, string>({
    maxSize: bytes,
    // V8 takes one or two bytes a character, and some for the entry.
    sizeCalculation: (text, key) => 2 * (text.length + key.length) + 200,
  })
  return {
    name: 'process',
    get: async (key) => texts.get(key) ?? null,
    set: async (key, text, milliseconds) => void texts.set(key, text, { ttl: milliseconds }),
  }
}
