import type { MatchSort } from '#contract/matching.ts'
import { rank } from '#features/matching/engine/rank.ts'
import type { Roster } from '#features/matching/engine/roster.ts'

/** How evenly the students of a course are shown to each other on everybody's first page. */
export interface Exposure {
  /** Of exposure, where a place counts 1 / log2(1 + place): 0 if all are shown alike, towards 1 if one is alone. */
  gini: number
  /** Share of students who are on nobody's page. */
  unseen: number
  /** On how many pages the most shown student is. */
  most: number
  /** Share of places on pages whose two students have each other there. */
  mutual: number
}

export function measureExposure(roster: Roster, sort: MatchSort, pageLength: number): Exposure {
  const pages = Array.from({ length: roster.size }, (_, me) =>
    rank(roster, me, { sort, filters: {}, after: null, limit: pageLength }).rows.map(({ row }) => row),
  )
  const sets = pages.map((page) => new Set(page))
  const exposure = new Float64Array(roster.size)
  const shown = new Uint32Array(roster.size)
  let places = 0
  let mutual = 0
  for (const [me, page] of pages.entries())
    for (const [place, row] of page.entries()) {
      exposure[row] = (exposure[row] ?? 0) + 1 / Math.log2(2 + place)
      shown[row] = (shown[row] ?? 0) + 1
      places++
      if (sets[row]?.has(me)) mutual++
    }
  return {
    gini: gini([...exposure]),
    unseen: shown.filter((count) => count === 0).length / roster.size,
    most: shown.reduce((most, count) => Math.max(most, count), 0),
    mutual: mutual / places,
  }
}

/** The Gini coefficient of amounts of at least 0, not all 0. */
export function gini(amounts: readonly number[]): number {
  const sorted = amounts.toSorted((a, b) => a - b)
  const sum = sorted.reduce((total, amount) => total + amount, 0)
  const weighted = sorted.reduce(
    (total, amount, index) => total + (2 * index + 1 - sorted.length) * amount,
    0,
  )
  return weighted / (sorted.length * sum)
}
