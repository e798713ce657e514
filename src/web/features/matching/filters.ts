import { MatchSort } from '#contract/matching.ts'
import { Location, Pace, Style } from '#contract/profiles.ts'
import { Day } from '#contract/values.ts'

/** What narrows and orders the list; it lives in the page's address. */
export interface Filters {
  sort?: MatchSort
  location?: Location
  style?: Style
  pace?: Pace
  day?: number
}

/** Reads the address; what is not understood is left out. */
export function readFilters(search: Record<string, unknown>): Filters {
  const filters: Filters = {
    sort: MatchSort.exclude(['compatibility']).safeParse(search.sort).data,
    location: Location.safeParse(search.location).data,
    style: Style.safeParse(search.style).data,
    pace: Pace.safeParse(search.pace).data,
    day: Day.safeParse(search.day).data,
  }
  return Object.fromEntries(Object.entries(filters).filter(([, value]) => value !== undefined))
}

/** How many filters narrow the list; the order does not. */
export function countFilters({ sort: _sort, ...filters }: Filters): number {
  return Object.values(filters).filter((value) => value !== undefined).length
}
