import type { Database } from '#platform/database/open.ts'
import type { Parts } from '../../parts.ts'
import { readRoster } from './data/rosters.ts'
import { type RosterMemory, rosterMemory } from './engine/memory.ts'

/** What matching works with, opened once a process. */
export interface Matching {
  mode: 'engine' | 'sql'
  database: Database
  rosters: RosterMemory
}

export function openMatching({ database, settings }: Pick<Parts, 'database' | 'settings'>): Matching {
  const bytes = settings.matching === 'engine' ? settings.matchingMemory : 0
  return {
    mode: settings.matching,
    database,
    rosters: rosterMemory((courseId) => readRoster(database.sql, courseId), bytes),
  }
}
