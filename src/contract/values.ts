import { z } from './zod.ts'

/** Values that several features carry. */

/** In small letters whatever was sent, so that two ids are the same student exactly if they are the same string. */
export const Id = z
  .uuid()
  .toLowerCase()
  .meta({ examples: ['0b9f3c52-5a57-4c0e-9d3b-6f1e2a7c8d90'] })

/** UTC instant, ISO 8601. */
export const Instant = z.iso.datetime()

// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what it keeps out
const noControls = /^[^\u0000-\u0008\u000B\u000C\u000E-\u001F\u007F-\u009F]*$/

/** Text without control characters (line breaks and tabs aside), which PostgreSQL or a screen would choke on. */
export function text(most: number, least = 1) {
  return (
    z
      .string()
      .regex(noControls, 'control characters are not accepted')
      .refine((value) => value.isWellFormed(), 'must be well-formed Unicode')
      // Characters as PostgreSQL and JSON Schema count them: an emoji is one, not two UTF-16 code units.
      .refine((value) => [...value].length <= most, `at most ${most} characters`)
      .refine(
        (value) => value.trim().length >= least,
        least === 1 ? 'must not be empty' : `at least ${least} characters`,
      )
      .meta({ maxLength: most, ...(least > 0 && { minLength: least }) })
  )
}

/** Opaque place in a list; send back what `nextCursor` said. */
export const Cursor = text(500)

/** Query fields of a list that is read page by page. */
export const page = {
  limit: z.coerce.number().int().min(1).max(100).default(20).describe('entries at most'),
  cursor: Cursor.optional().describe('nextCursor of the page before'),
}

/** A page of a list. `nextCursor` is null on the last page. */
export function pageOf<Item extends z.ZodType>(item: Item) {
  return z.object({ items: z.array(item), nextCursor: z.string().nullable() })
}

/** Day of the week, 0 = Sunday. */
export const Day = z.int().min(0).max(6).describe('0 = Sunday … 6 = Saturday')

/** A student as others of the university see them. */
export const Person = z
  .object({ id: Id, firstName: z.string(), lastName: z.string(), pictureUrl: z.string().nullable() })
  .meta({ id: 'Person' })
export type Person = z.infer<typeof Person>
