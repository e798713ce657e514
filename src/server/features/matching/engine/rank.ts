import type { MatchSort } from '#contract/matching.ts'
import { Best } from './best.ts'
import { demandOf } from './demand.ts'
import { type Filters, fitting } from './filters.ts'
import { lowerBound, type Roster, slotsOf } from './roster.ts'
import { compareId, wordsOf } from './student-id.ts'
import { unitsByTraits, unitsOf } from './traits.ts'
import { freeBefore, meets, minutesShared, prepareWeek, slotsOfDay } from './week.ts'

/** Where a list goes on: behind the entry with this key and place in tie order. */
export interface After {
  key: number
  joined: number
  id: string
}

export interface RankQuery {
  sort: MatchSort
  filters: Filters
  after: After | null
  limit: number
}

export interface Ranked {
  row: number
  /** What the list is ordered by, greatest first; see `docs/decisions/0007`. */
  key: number
}

export interface Ranking {
  /** Mates in the course, and those whom the filters leave. */
  mates: number
  total: number
  /** Greatest score in the course, in twentieths, before filters. */
  bestUnits: number
  rows: Ranked[]
}

/** Above every score: minutes and score in one number. */
export const unitsSpan = 131_072

/**
 * The best `limit` mates of the student at row `me`, in the order asked for.
 * The specification's score ("Query Optimization") in twentieths: 8 a shared window, 3 half a preference point,
 * 4 a bio, 2 a picture.
 */
export function rank(roster: Roster, me: number, query: RankQuery): Ranking {
  const { size, counts, slots, traits } = roster
  const { sort, filters, limit } = query
  const mine = slotsOf(roster, me)
  const { starting, ended } = prepareWeek(mine)
  const byTraits = unitsByTraits(traits[me] ?? 0)
  const fits = fitting(filters)
  const onDay = filters.day === undefined ? null : prepareWeek(slotsOfDay(mine, filters.day))
  const keyOf = keyFor(sort, roster, me)
  const after = query.after && { key: query.after.key, row: firstBehind(roster, query.after) }
  const best = new Best(limit)
  const plain = !fits && !onDay && !keyOf && !after

  let total = 0
  let bestUnits = 0
  let place = 0
  for (let row = 0; row < size; row++) {
    const first = place
    const end = place + 2 * (counts[row] as number)
    let windows = 0
    for (; place < end; place += 2)
      windows += (starting[slots[place + 1] as number] as number) - (ended[slots[place] as number] as number)
    const units = unitsOf.window * windows + (byTraits[traits[row] as number] as number)
    if (row === me) continue
    if (units > bestUnits) bestUnits = units
    if (plain) {
      if (units > best.floor) best.offer(row, units)
      continue
    }
    if (fits && !fits[traits[row] as number]) continue
    if (onDay && !meets(onDay, slots, first, end)) continue
    total++
    const key = keyOf ? keyOf(row, units, first, end) : units
    if (after && (key > after.key || (key === after.key && row < after.row))) continue
    if (key > best.floor) best.offer(row, key)
  }
  const mates = size - 1
  return { mates, total: plain ? mates : total, bestUnits, rows: best.take() }
}

type KeyOf = (row: number, units: number, first: number, end: number) => number

/** What another order than the score's goes by; null for the score itself. */
function keyFor(sort: MatchSort, roster: Roster, me: number): KeyOf | null {
  if (sort === 'compatibility') return null
  const { slots } = roster
  if (sort === 'shared') {
    const free = freeBefore(slotsOf(roster, me))
    return (_row, units, first, end) => minutesShared(free, slots, first, end) * unitsSpan + units
  }
  const demand = demandOf(roster)
  return (row, units) => demand.mutual(me, row, units)
}

/** The first row behind the place where a page ended, whose student may have left since. */
function firstBehind(roster: Roster, { joined, id: text }: After): number {
  const id = wordsOf(text)
  const row = lowerBound(roster, { joined, id })
  const isThere =
    row < roster.size && roster.joined[row] === joined && compareId(roster.ids, 4 * row, id) === 0
  return isThere ? row + 1 : row
}
