import { compareId, type IdWords } from './student-id.ts'
import type { Traits } from './traits.ts'
import type { Slots } from './week.ts'

/** A student as the roster holds them. */
export interface RosterRow {
  id: IdWords
  /** Milliseconds since 1970, UTC: when the account was made, which breaks ties. */
  joined: number
  traits: Traits
  slots: Slots
}

/**
 * A course's listed students (enrolled, active, verified) in tie order (joined, then id), column by column.
 * Never changed once made: a change makes another roster, so whoever works with this one is not disturbed.
 */
export interface Roster {
  size: number
  /** Four words a row. */
  ids: Uint32Array
  joined: Float64Array
  traits: Uint16Array
  /** Slots of each row. */
  counts: Uint16Array
  /** Of all rows, one after another. */
  slots: Slots
  /** Where in `slots` every 64th row begins. */
  marks: Uint32Array
}

const markEvery = 64

/** Bytes that the roster occupies, apart from a constant. */
export function rosterBytes({ ids, joined, traits, counts, slots, marks }: Roster): number {
  return [ids, joined, traits, counts, slots, marks].reduce((sum, column) => sum + column.byteLength, 0)
}

export function allocateRoster(size: number, slotCount: number): Roster {
  return {
    size,
    ids: new Uint32Array(4 * size),
    joined: new Float64Array(size),
    traits: new Uint16Array(size),
    counts: new Uint16Array(size),
    slots: new Uint16Array(2 * slotCount),
    marks: new Uint32Array(Math.ceil(size / markEvery)),
  }
}

/** Fills in `marks`, the last step of making a roster. */
export function markRoster(roster: Roster): Roster {
  let place = 0
  for (let row = 0; row < roster.size; row++) {
    if (row % markEvery === 0) roster.marks[row / markEvery] = place
    place += 2 * (roster.counts[row] ?? 0)
  }
  return roster
}

/** Where in `slots` a row begins. */
export function slotsStart({ marks, counts }: Roster, row: number): number {
  const mark = Math.floor(row / markEvery)
  let place = marks[mark] ?? 0
  for (let other = mark * markEvery; other < row; other++) place += 2 * (counts[other] ?? 0)
  return place
}

/** A view of a row's slots, not a copy. */
export function slotsOf(roster: Roster, row: number): Slots {
  const start = slotsStart(roster, row)
  return roster.slots.subarray(start, start + 2 * (roster.counts[row] ?? 0))
}

/** The student's row, or -1. */
export function rowOf({ ids, size }: Roster, id: IdWords): number {
  const [first] = id
  for (let row = 0; row < size; row++) {
    if (ids[4 * row] === first && compareId(ids, 4 * row, id) === 0) return row
  }
  return -1
}

/** The first row that is not before a place in tie order. */
export function lowerBound({ joined, ids, size }: Roster, place: { joined: number; id: IdWords }): number {
  let low = 0
  let high = size
  while (low < high) {
    const middle = (low + high) >>> 1
    const difference = (joined[middle] ?? 0) - place.joined || compareId(ids, 4 * middle, place.id)
    if (difference < 0) low = middle + 1
    else high = middle
  }
  return low
}
