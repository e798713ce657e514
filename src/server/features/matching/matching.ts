import { LRUCache } from 'lru-cache'
import { type Cache, createCache } from '#platform/cache/cache.ts'
import type { Database } from '#platform/database/open.ts'
import type { Parts } from '../../parts.ts'
import { matchCacheStore } from './data/match-cache.ts'
import type { Seen } from './data/proof.ts'
import { readRoster } from './data/rosters.ts'
import { type RosterMemory, rosterMemory } from './engine/memory.ts'

/** What matching works with, opened once a process. */
export interface Matching {
  mode: 'engine' | 'sql'
  database: Database
  rosters: RosterMemory
  /** How a student saw some courses when last looked, by their ids; a guess, which each proof checks. */
  seen: LRUCache<string, Seen>
  /** Of the SQL path: askers (`profile:{userId}`), and first pages (`matches:{userId}:{courseId}`). */
  profiles: Cache
  pages: Cache
}

/** Of so many it is remembered. */
const mostSeen = 10_000

export function openMatching({
  database,
  settings,
  cache,
}: Pick<Parts, 'database' | 'settings' | 'cache'>): Matching {
  const bytes = settings.matching === 'engine' ? settings.matchingMemory : 0
  return {
    mode: settings.matching,
    database,
    rosters: rosterMemory((courseId) => readRoster(database.sql, courseId), bytes),
    seen: new LRUCache({ max: mostSeen }),
    profiles: cache,
    // A process that does not last has nothing to remember in: without Redis the specification's table serves.
    pages: cache.store === 'process' ? createCache(matchCacheStore(database.sql)) : cache,
  }
}
