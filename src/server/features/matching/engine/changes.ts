import {
  allocateRoster,
  lowerBound,
  markRoster,
  type Roster,
  type RosterRow,
  rowOf,
  slotsStart,
} from './roster.ts'
import type { IdWords } from './student-id.ts'

/** What became of a student in a course: the row as it is now, or null when they are not listed in it any more. */
export interface RosterChange {
  id: IdWords
  row: RosterRow | null
}

/** The roster with the changes made; unchanged stretches are copied as they are. */
export function changeRoster(roster: Roster, changes: readonly RosterChange[]): Roster {
  const removed = changes
    .map(({ id }) => rowOf(roster, id))
    .filter((row) => row >= 0)
    .sort((a, b) => a - b)
  const added = changes.flatMap(({ row }) => row ?? []).sort(inTieOrder)
  const lost = removed.reduce((sum, row) => sum + (roster.counts[row] ?? 0), 0)
  const gained = added.reduce((sum, row) => sum + row.slots.length / 2, 0)
  const result = allocateRoster(
    roster.size - removed.length + added.length,
    roster.slots.length / 2 - lost + gained,
  )
  const copy = copyInto(result)

  // Rows of the old roster at which something happens: a removed one, or one before which a new one comes.
  let next = 0
  const places = added.map((row) => lowerBound(roster, row))
  for (let a = 0, r = 0; a < added.length || r < removed.length; ) {
    const insertion = places[a] ?? Number.POSITIVE_INFINITY
    const removal = removed[r] ?? Number.POSITIVE_INFINITY
    const at = Math.min(insertion, removal)
    copy.stretch(roster, next, at)
    next = at
    const row = added[a]
    if (insertion <= removal && row) {
      copy.row(row)
      a++
    } else {
      next = removal + 1
      r++
    }
  }
  copy.stretch(roster, next, roster.size)
  return markRoster(result)
}

/** Appends to a roster that has the room. */
function copyInto(target: Roster) {
  let size = 0
  let place = 0
  return {
    stretch(source: Roster, from: number, to: number) {
      if (from >= to) return
      const start = slotsStart(source, from)
      const end = to < source.size ? slotsStart(source, to) : source.slots.length
      target.ids.set(source.ids.subarray(4 * from, 4 * to), 4 * size)
      target.joined.set(source.joined.subarray(from, to), size)
      target.traits.set(source.traits.subarray(from, to), size)
      target.counts.set(source.counts.subarray(from, to), size)
      target.slots.set(source.slots.subarray(start, end), place)
      size += to - from
      place += end - start
    },
    row({ id, joined, traits, slots }: RosterRow) {
      target.ids.set(id, 4 * size)
      target.joined[size] = joined
      target.traits[size] = traits
      target.counts[size] = slots.length / 2
      target.slots.set(slots, place)
      size++
      place += slots.length
    },
  }
}

function inTieOrder(a: RosterRow, b: RosterRow): number {
  if (a.joined !== b.joined) return a.joined - b.joined
  const word = a.id.findIndex((value, index) => value !== b.id[index])
  return word < 0 ? 0 : (a.id[word] ?? 0) - (b.id[word] ?? 0)
}
