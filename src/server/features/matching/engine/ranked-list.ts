import { type Ranking, type RankQuery, rank } from './rank.ts'
import { type Roster, rowOf, slotsOf } from './roster.ts'
import { type IdWords, idAt } from './student-id.ts'
import { type Traits, unitsByTraits, unitsOf } from './traits.ts'
import { type Slots, sharedSlots } from './week.ts'

/** What a student's matches are computed from. */
export interface Features {
  traits: Traits
  /** Start and end in turn, minutes of the week. */
  slots: ArrayLike<number>
}

export interface RankedMate extends Features {
  id: string
  /** Milliseconds since 1970. */
  joined: number
  /** What the list is ordered by. */
  key: number
  /** Score in twentieths. */
  units: number
}

/** A page of a list, whoever ranked it. */
export interface RankedList extends Omit<Ranking, 'rows'> {
  asker: Features
  rows: RankedMate[]
}

/** The page of a student's list in a roster; null where the student is not in it. */
export function listFrom(roster: Roster, askerId: IdWords, query: RankQuery): RankedList | null {
  const me = rowOf(roster, askerId)
  if (me < 0) return null
  const { rows, ...counts } = rank(roster, me, query)
  const asker = featuresAt(roster, me)
  return { ...counts, asker, rows: rows.map(({ row, key }) => ({ ...mateAt(roster, row, asker), key })) }
}

export function featuresAt(roster: Roster, row: number): { traits: Traits; slots: Slots } {
  return { traits: roster.traits[row] ?? 0, slots: slotsOf(roster, row) }
}

export function mateAt(roster: Roster, row: number, asker: { traits: Traits; slots: Slots }) {
  const mate = featuresAt(roster, row)
  return {
    ...mate,
    id: idAt(roster.ids, 4 * row),
    joined: roster.joined[row] ?? 0,
    units:
      unitsOf.window * sharedSlots(asker.slots, mate.slots).length +
      (unitsByTraits(asker.traits)[mate.traits] ?? 0),
  }
}
