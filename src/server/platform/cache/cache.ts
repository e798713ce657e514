import { type Count, createCounter } from './counter.ts'
import type { Store } from './store.ts'

/**
 * What a feature caches. Values under one name have one shape: a release that changes it changes the name, since
 * the values of the release before are still there.
 */
export interface Kind {
  /** Begins the stored key: <name>:<key>. */
  name: string
  /** Time to live at most; up to a tenth less, so that what was stored together does not end together. */
  seconds: number
}

/**
 * Values that are dear to make. They are kept as JSON and come back as JSON has them, made or remembered alike.
 * Nothing is ever deleted: a key names the version of what it was made from, and an old one is asked for no more.
 * A store that is away, slow or answers nonsense makes misses, never an error.
 */
export interface Cache {
  store: Store['name']
  /**
   * The value under `key`, made if it is not there. Calls at once in this process share one making, and its error;
   * a failure is not remembered. `make` must depend on nothing that the key does not name.
   */
  remember<T>(kind: Kind, key: string, make: () => Promise<T>): Promise<T>
  /** A value whose truth the caller proves; undefined where there is none. */
  get<T>(kind: Kind, key: string): Promise<T | undefined>
  set(kind: Kind, key: string, value: unknown): Promise<void>
  /** By kind, since the process began; a hit is a call that was spared the making. */
  counts(): Record<string, Count>
}

interface Flight {
  text: string
  value: unknown
  isMade: boolean
}

export function createCache(store: Store): Cache {
  const flights = new Map<string, Promise<Flight>>()
  const counter = createCounter()

  async function find(stored: string): Promise<Flight | null> {
    const text = await store.get(stored)
    if (text === null) return null
    try {
      return { text, value: JSON.parse(text), isMade: false }
    } catch {
      return null
    }
  }

  /** @returns the text that is kept */
  async function keep(kind: Kind, stored: string, value: unknown): Promise<string> {
    const text: string | undefined = JSON.stringify(value)
    if (text === undefined) throw new TypeError(`${kind.name}: undefined has no JSON; null has`)
    await store.set(stored, text, lifetime(kind))
    return text
  }

  async function findOrMake(kind: Kind, stored: string, make: () => Promise<unknown>): Promise<Flight> {
    const found = await find(stored)
    if (found) return found
    const text = await keep(kind, stored, await make())
    return { text, value: JSON.parse(text), isMade: true }
  }

  /** Resolved until what was made is kept, so that nobody in between makes it again. */
  function begin(kind: Kind, stored: string, make: () => Promise<unknown>): Promise<Flight> {
    const flight = findOrMake(kind, stored, make).finally(() => flights.delete(stored))
    flights.set(stored, flight)
    return flight
  }

  return {
    store: store.name,
    async remember<T>(kind: Kind, key: string, make: () => Promise<T>) {
      const stored = keyOf(kind, key)
      const joined = flights.get(stored)
      let isHit = false
      try {
        const { text, value, isMade } = await (joined ?? begin(kind, stored, make))
        isHit = !isMade || joined !== undefined
        // One value each: what a caller does to its own is not seen by the others.
        return (joined ? JSON.parse(text) : value) as T
      } finally {
        counter.count(kind.name, isHit)
      }
    },
    async get<T>(kind: Kind, key: string) {
      const found = await find(keyOf(kind, key))
      counter.count(kind.name, found !== null)
      return found?.value as T | undefined
    },
    set: async (kind, key, value) => void (await keep(kind, keyOf(kind, key), value)),
    counts: counter.all,
  }
}

const keyOf = (kind: Kind, key: string) => `${kind.name}:${key}`

/** In milliseconds, whole. */
const lifetime = (kind: Kind) => Math.ceil(kind.seconds * 1000 * (1 - Math.random() / 10))
