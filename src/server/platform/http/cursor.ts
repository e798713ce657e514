import { z } from 'zod'
import { ProblemError } from '../errors.ts'

/** Packs the place of a list's last entry so that the client need not understand it. */
export function writeCursor(place: unknown): string {
  return Buffer.from(JSON.stringify(place)).toString('base64url')
}

/** @throws ProblemError invalid-request for a cursor that this list did not give */
export function readCursor<Shape extends z.ZodType>(
  shape: Shape,
  cursor: string | undefined,
): z.output<Shape> | null {
  if (cursor === undefined) return null
  try {
    return shape.parse(JSON.parse(Buffer.from(cursor, 'base64url').toString()))
  } catch {
    const message = 'is not a nextCursor of this list'
    throw new ProblemError('invalid-request', 'Start again from the first page.', {
      errors: [{ field: 'querystring.cursor', message }],
    })
  }
}

/** Parts of a place, no wider than what the database can compare: anybody can write a cursor. */
export const CountPart = z.int32().min(0)
export const InstantPart = z.iso.datetime().refine((value) => !value.startsWith('0000'))

/** Place in a list ordered by an instant, newest first, then id. */
export const InstantPlace = z.tuple([InstantPart, z.uuid()])

/** Cuts the extra row that shows whether there is a next page. `place` says where a row stands. */
export function cutPage<Row>(rows: Row[], limit: number, place: (row: Row) => unknown) {
  const items = rows.slice(0, limit)
  const last = items.at(-1)
  return { items, nextCursor: rows.length > limit && last ? writeCursor(place(last)) : null }
}
