import { MatchSort } from '#contract/matching.ts'
import { Location, Pace, Style } from '#contract/profiles.ts'
import { Day } from '#contract/values.ts'

/** What narrows a list. */
export interface Narrowing {
  location?: Location
  style?: Style
  pace?: Pace
  day?: number
}

/** What narrows and orders the list; it lives in the page's address. */
export interface Filters extends Narrowing {
  sort?: MatchSort
}

/** The same over all courses, which are not ordered by what is good for both. */
export interface AllFilters extends Narrowing {
  sort?: Exclude<MatchSort, 'mutual'>
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

export function readAllFilters(search: Record<string, unknown>): AllFilters {
  const { sort, ...rest } = readFilters(search)
  return sort === undefined || sort === 'mutual' ? rest : { ...rest, sort }
}

/** The filters without the order. */
export function narrowing({ sort: _sort, ...rest }: Filters): Narrowing {
  return rest
}

/** How many filters narrow the list; the order does not. */
export function countFilters(filters: Filters): number {
  return Object.values(narrowing(filters)).filter((value) => value !== undefined).length
}
