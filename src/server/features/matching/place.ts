import { z } from 'zod'
import type { MatchSort } from '#contract/matching.ts'
import { cutPage, InstantPart, readCursor } from '#platform/http/cursor.ts'
import type { After } from './engine/rank.ts'
import type { RankedMate } from './engine/ranked-list.ts'

/** A place in the list of one sort is none in that of another. */
const placeIn = (list: string) =>
  z.tuple([
    z.literal(list),
    z.number().min(0).max(Number.MAX_SAFE_INTEGER),
    InstantPart,
    z.uuid().toLowerCase(),
  ])

/** @throws ProblemError invalid-request for a cursor of another list */
export function readPlace(list: string, cursor: string | undefined): After | null {
  const place = cursor && readCursor(placeIn(list), cursor) // a shape is not made for nothing
  if (!place) return null
  const [, key, joinedAt, id] = place
  return { key, joined: Date.parse(joinedAt), id }
}

/** `rows` has one more than the page where there is a next one. `list` tells lists of different order apart. */
export function cutAtPlace<Row extends Pick<RankedMate, 'id' | 'joined' | 'key'>>(
  rows: Row[],
  limit: number,
  list: MatchSort | `all-${MatchSort}`,
) {
  return cutPage(rows, limit, ({ key, joined, id }) => [list, key, new Date(joined).toISOString(), id])
}
