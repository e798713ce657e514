import { LRUCache } from 'lru-cache'
import type { AsOf } from '../data/rosters.ts'
import { unpackRoster } from './packed.ts'
import { type Roster, rosterBytes } from './roster.ts'

/** A roster and the snapshot that it equals the database in. */
export interface HeldRoster extends AsOf {
  roster: Roster
}

export interface RosterMemory {
  has(courseId: string): boolean
  /** The roster in memory, or else read now; who asks for the same at once waits for one reading. */
  get(courseId: string): Promise<HeldRoster>
  put(courseId: string, held: HeldRoster): void
  drop(courseId: string): void
  size(): { rosters: number; bytes: number }
}

/** What a roster costs besides its columns. */
const overhead = 1024

/**
 * Rosters of at most `bytes` together; the one not used for longest goes first. With 0 nothing is kept, so that every
 * roster is read when it is asked for.
 */
export function rosterMemory(
  read: (courseId: string) => Promise<AsOf & { packed: Buffer }>,
  bytes: number,
): RosterMemory {
  const rosters = new LRUCache<string, HeldRoster>({
    maxSize: Math.max(1, bytes),
    sizeCalculation: ({ roster }) => overhead + rosterBytes(roster),
  })
  const reading = new Map<string, Promise<HeldRoster>>()

  async function load(courseId: string): Promise<HeldRoster> {
    const { packed, ...asOf } = await read(courseId)
    const held = { ...asOf, roster: unpackRoster(packed) }
    rosters.set(courseId, held)
    return held
  }

  return {
    has: (courseId) => rosters.has(courseId),
    async get(courseId) {
      const held = rosters.get(courseId)
      if (held) return held
      const known = reading.get(courseId)
      if (known) return known
      const loading = load(courseId).finally(() => reading.delete(courseId))
      reading.set(courseId, loading)
      return loading
    },
    put: (courseId, held) => void rosters.set(courseId, held),
    drop: (courseId) => void rosters.delete(courseId),
    size: () => ({ rosters: rosters.size, bytes: rosters.calculatedSize }),
  }
}
