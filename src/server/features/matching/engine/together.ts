import { Best } from './best.ts'
import { type Filters, fitting } from './filters.ts'
import { type After, type Ranking, unitsSpan } from './rank.ts'
import { featuresAt, mateAt, type RankedList, type RankedMate } from './ranked-list.ts'
import { type Roster, rowOf } from './roster.ts'
import { compareId, type IdWords, wordsOf } from './student-id.ts'
import { unitsByTraits, unitsOf } from './traits.ts'
import { freeBefore, meets, minutesShared, prepareWeek, slotsOfDay } from './week.ts'

export interface TogetherQuery {
  sort: 'compatibility' | 'shared'
  filters: Filters
  after: After | null
  limit: number
}

export interface TogetherMate extends RankedMate {
  /** Places of the rosters that both are in. */
  rosters: number[]
}

export type TogetherList = Omit<RankedList, 'rows'> & { rows: TogetherMate[] }

/** Above every number of courses that two students share. */
const coursesSpan = 64

/**
 * One list over several rosters of the same student, one row a person: score or shared minutes first, then the
 * number of courses that both are in, then tie order. null where the student is in none of them.
 * Rosters are in tie order, so a person's rows meet when all are read side by side.
 */
export function rankTogether(rosters: Roster[], askerId: IdWords, query: TogetherQuery): TogetherList | null {
  const home = rosters.find((roster) => rowOf(roster, askerId) >= 0)
  if (!home) return null
  const asker = featuresAt(home, rowOf(home, askerId))
  const score = scorer(asker, query)
  const { limit } = query
  const after = query.after && { ...query.after, id: wordsOf(query.after.id) }
  const best = new Best(limit)
  const chosen = new Map<number, { readers: Reader[]; rows: number[] }>()
  const counts: Omit<Ranking, 'rows'> = { mates: 0, total: 0, bestUnits: 0 }
  const readers = rosters.map((roster, index) => new Reader(roster, index))
  let person = 0
  for (let here = nextPerson(readers); here.length > 0; here = nextPerson(readers), person++) {
    const [reader] = here as [Reader]
    if (!reader.isOf(askerId)) {
      const { units, key } = score(reader)
      counts.mates++
      counts.bestUnits = Math.max(counts.bestUnits, units)
      if (key !== null) {
        counts.total++
        const full = key * coursesSpan + Math.min(here.length, coursesSpan - 1)
        const isBefore = after && (full > after.key || (full === after.key && reader.compare(after) <= 0))
        if (!isBefore && full > best.floor) {
          best.offer(person, full)
          chosen.set(person, { readers: here, rows: here.map(({ row }) => row) })
        }
      }
    }
    for (const each of here) each.advance()
  }
  const rows = best.take().flatMap(({ row: place, key }): TogetherMate[] => {
    const {
      readers: [first],
      readers = [],
      rows = [],
    } = chosen.get(place) ?? { readers: [] }
    if (!first) return []
    return [{ ...mateAt(first.roster, rows[0] ?? 0, asker), key, rosters: readers.map(({ index }) => index) }]
  })
  return { ...counts, asker, rows }
}

/** Reads a roster row by row. */
class Reader {
  readonly roster: Roster
  readonly index: number
  row = 0
  place = 0

  constructor(roster: Roster, index: number) {
    this.roster = roster
    this.index = index
  }

  get isAtEnd(): boolean {
    return this.row >= this.roster.size
  }
  /** Where the row's slots end. */
  get end(): number {
    return this.place + 2 * (this.roster.counts[this.row] as number)
  }
  advance(): void {
    this.place = this.end
    this.row++
  }
  isOf(id: IdWords): boolean {
    return compareId(this.roster.ids, 4 * this.row, id) === 0
  }
  compare({ joined, id }: { joined: number; id: IdWords }): number {
    return (this.roster.joined[this.row] as number) - joined || compareId(this.roster.ids, 4 * this.row, id)
  }
  compareWith({ roster: { joined, ids }, row }: Reader): number {
    const difference = (this.roster.joined[this.row] as number) - (joined[row] as number)
    for (let word = 0; word < 4; word++) {
      if (difference !== 0) return difference
      const words = (this.roster.ids[4 * this.row + word] as number) - (ids[4 * row + word] as number)
      if (words !== 0) return words
    }
    return difference
  }
}

/** The readers that stand at the person who is first in tie order; none at the end. */
function nextPerson(readers: Reader[]): Reader[] {
  let here: Reader[] = []
  for (const reader of readers) {
    if (reader.isAtEnd) continue
    const [first] = here
    const difference = first ? reader.compareWith(first) : -1
    if (difference < 0) here = [reader]
    else if (difference === 0) here.push(reader)
  }
  return here
}

/** A mate's score in twentieths, and what the list goes by; a null key is one that the filters leave out. */
function scorer(asker: ReturnType<typeof featuresAt>, { sort, filters }: TogetherQuery) {
  const { starting, ended } = prepareWeek(asker.slots)
  const byTraits = unitsByTraits(asker.traits)
  const fits = fitting(filters)
  const onDay = filters.day === undefined ? null : prepareWeek(slotsOfDay(asker.slots, filters.day))
  const free = sort === 'shared' ? freeBefore(asker.slots) : null
  return ({ roster: { slots, traits }, row, place, end }: Reader): { units: number; key: number | null } => {
    let windows = 0
    for (let at = place; at < end; at += 2)
      windows += (starting[slots[at + 1] as number] as number) - (ended[slots[at] as number] as number)
    const units = unitsOf.window * windows + (byTraits[traits[row] as number] as number)
    if (fits && !fits[traits[row] as number]) return { units, key: null }
    if (onDay && !meets(onDay, slots, place, end)) return { units, key: null }
    return { units, key: free ? minutesShared(free, slots, place, end) * unitsSpan + units : units }
  }
}
