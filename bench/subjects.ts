import { readFile } from 'node:fs/promises'
import type pg from 'pg'
import type { MatchList } from '#contract/matching.ts'
import { readRoster } from '#features/matching/data/rosters.ts'
import { unpackRoster } from '#features/matching/engine/packed.ts'
import { listFrom, type RankedMate } from '#features/matching/engine/ranked-list.ts'
import { type Roster, rosterBytes } from '#features/matching/engine/roster.ts'
import { wordsOf } from '#features/matching/engine/student-id.ts'
import { openMatching } from '#features/matching/matching.ts'
import { presentConnection } from '#features/matching/present.ts'
import { listBySql } from '#features/matching/sql-list.ts'
import { createCache } from '#platform/cache/cache.ts'
import type { Database } from '#platform/database/open.ts'
import type { VerifiedStudent } from '#platform/http/principal.ts'
import { readSettings, type Settings } from '#platform/settings.ts'
import type { AnswerRow } from './exactness.ts'
import type { HttpClient } from './http-client.ts'
import type { Tokens } from './sign-in.ts'

/** People an answer has, as a page of the product. */
export const answerSize = 20

/** Something that answers who fits a student best, or only costs what a part of that does. */
export interface Subject {
  name: SubjectName
  /** How often it runs for every run of the slowest, so that fast ones have samples enough. */
  each: number
  /** What is timed. What it answers reads the answer, which is not; null where there is none to compare. */
  run(asker: string): Ran | Promise<Ran>
}

export type SubjectName =
  | 'specification’s query'
  | 'SQL path'
  | 'engine'
  | 'whole request'
  | 'memory read'
  | 'detail request'

type Ran = (() => AnswerRow[]) | null

const query = { sort: 'compatibility', filters: {}, after: null, limit: answerSize } as const

/** The specification's own query, as it stands in the matching feature. */
export function readSpecification(): Promise<string> {
  return readFile(new URL('../src/server/features/matching/oracle.sql', import.meta.url), 'utf8')
}

interface SpecificationRow {
  id: string
  compatibility_score: number
  connection_status: string
}

export function specification(pool: pg.Pool, text: string, course: string): Subject {
  return {
    name: 'specification’s query',
    each: 1,
    async run(asker) {
      const { rows } = await pool.query<SpecificationRow>(text, [asker, course, answerSize])
      return () =>
        rows.map((row) => ({ id: row.id, score: row.compatibility_score, status: row.connection_status }))
    },
  }
}

/** Everything that a request does without an engine: the ranking, the details and the proof. */
export function sqlPath(database: Database, course: string): Subject {
  const settings: Settings = { ...readSettings({}), matching: 'sql' }
  // Nothing is remembered: each run ranks.
  const cache = createCache({ name: 'process', get: async () => null, set: async () => {} })
  const matching = { ...openMatching({ database, settings, cache }), pages: cache }
  return {
    name: 'SQL path',
    each: 2,
    async run(asker) {
      const { list, proof } = await listBySql(matching, { id: asker } as VerifiedStudent, course, query)
      const details = new Map(proof.mates.map((mate) => [mate.id, mate]))
      return () =>
        list.rows.map(({ id, units }) => {
          const mate = details.get(id)
          return {
            id,
            score: units / 20,
            status: mate ? presentConnection(mate, course, asker).status : null,
          }
        })
    },
  }
}

export interface LoadedRoster {
  roster: Roster
  size: number
  bytes: number
}

export async function loadRoster({ sql }: Database, course: string): Promise<LoadedRoster> {
  const { packed } = await readRoster(sql, course)
  const roster = unpackRoster(packed)
  return { roster, size: roster.size, bytes: rosterBytes(roster) }
}

/** The list out of memory: ids, scores and order, and nothing from the database. */
export function engine({ roster }: LoadedRoster): Subject {
  const read = (rows: RankedMate[]) => rows.map(({ id, units }) => ({ id, score: units / 20, status: null }))
  return {
    name: 'engine',
    each: 8,
    run(asker) {
      const list = listFrom(roster, wordsOf(asker), query)
      return () => read(list?.rows ?? [])
    },
  }
}

/** A floor: as many bytes as the roster has, read once. */
export function memoryRead({ bytes }: LoadedRoster): Subject {
  const words = new Uint32Array(Math.ceil(bytes / 4)).fill(1)
  return {
    name: 'memory read',
    each: 8,
    run() {
      let sum = 0
      for (let place = 0; place < words.length; place++) sum += words[place] as number
      if (sum !== words.length) throw new Error('the sum is what was filled in')
      return null
    },
  }
}

export function wholeRequest(client: HttpClient, tokens: Tokens, course: string): Subject {
  return {
    name: 'whole request',
    each: 8,
    async run(asker) {
      const body = await client.send('GET', matchesPath(course), tokens.get(asker) ?? '')
      return () =>
        (JSON.parse(body) as MatchList).items.map(({ student, score, status }) => ({
          id: student.id,
          score,
          status,
        }))
    },
  }
}

/** A floor: the same server, sign-in and detail query, for people who are always the same. */
export function detailRequest(client: HttpClient, tokens: Tokens, course: string): Subject {
  return {
    name: 'detail request',
    each: 8,
    async run(asker) {
      await client.send('GET', `/bench/details/${course}`, tokens.get(asker) ?? '')
      return null
    },
  }
}

export const matchesPath = (course: string) => `/courses/${course}/matches?limit=${answerSize}`
