import fc from 'fast-check'
import { unpackRoster } from './packed.ts'
import type { Roster } from './roster.ts'
import type { Said } from './traits.ts'
import { minutesOfBoth, slotsFrom, week, windowsOf } from './week.fixture.ts'
import { type Slots, weekMinutes } from './week.ts'

/** A student as tests think of them. */
export interface Student {
  id: string
  joined: number
  said: Said
  slots: Slots
}

export const said: fc.Arbitrary<Said> = fc.record({
  location: fc.constantFrom('library', 'cafe', 'home', 'study_room', 'any', null),
  style: fc.constantFrom('collaborative', 'quiet', 'mixed', null),
  pace: fc.constantFrom('slow', 'moderate', 'fast', null),
  hasBio: fc.boolean(),
  hasPicture: fc.boolean(),
})

/** Ids that differ in any of their words, also in the highest bit only. */
export const id = fc
  .array(
    fc.oneof(
      fc.constantFrom(0, 1, 0x7fff_ffff, 0x8000_0000, 0xffff_ffff),
      fc.integer({ min: 0, max: 2 ** 32 - 1 }),
    ),
    { minLength: 4, maxLength: 4 },
  )
  .map((words) =>
    words
      .map((word) => word.toString(16).padStart(8, '0'))
      .join('')
      .replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5'),
  )

/** Few instants, so that ties are common; also before 1970, which the database allows. */
const joined = fc.constantFrom(-1, 0, 2 ** 32 - 1, 2 ** 32, Date.UTC(2026, 8, 1), Date.UTC(2026, 8, 1) + 1)

const slots = week.map(slotsFrom)
const student: fc.Arbitrary<Student> = fc.record({ id, joined, said, slots })

/** Different students, in tie order. */
export const students = (minLength: number, maxLength: number): fc.Arbitrary<Student[]> =>
  fc
    .uniqueArray(student, { minLength, maxLength, size: 'max', selector: (one) => one.id })
    .map((all) => all.toSorted(inTieOrder))

/** The same, all with one of a few weeks and saying one of a few things: ties are common, and hours bring many. */
export const studentsAlike = (minLength: number, maxLength: number): fc.Arbitrary<Student[]> =>
  fc
    .tuple(fc.array(slots, { minLength: 1, maxLength: 4 }), fc.array(said, { minLength: 1, maxLength: 3 }))
    .chain(([weeks, sayings]) => {
      const one = fc.record({
        id,
        joined,
        said: fc.constantFrom(...sayings),
        slots: fc.constantFrom(...weeks),
      })
      return fc.uniqueArray(one, { minLength, maxLength, size: 'max', selector: (one) => one.id })
    })
    .map((all) => all.toSorted(inTieOrder))

/** Who joined first, then the id as PostgreSQL orders it, which is as its text. */
export function inTieOrder(a: Pick<Student, 'joined' | 'id'>, b: Pick<Student, 'joined' | 'id'>): number {
  if (a.joined !== b.joined) return a.joined - b.joined
  if (a.id === b.id) return 0
  return a.id < b.id ? -1 : 1
}

const locations = [null, 'library', 'cafe', 'home', 'study_room', 'any']
const styles = [null, 'collaborative', 'quiet', 'mixed']
const paces = [null, 'slow', 'moderate', 'fast']

export function traitsOf({ location, style, pace, hasBio, hasPicture }: Said): number {
  return (
    64 * locations.indexOf(location) +
    16 * styles.indexOf(style) +
    4 * paces.indexOf(pace) +
    (hasBio ? 2 : 0) +
    (hasPicture ? 1 : 0)
  )
}

/** As pack_match_profile() in the database writes it. */
export function pack({ id, joined, said, slots }: Student): Buffer {
  const numbers = [traitsOf(said), slots.length / 2, ...slots]
  const packed = Buffer.alloc(24 + 2 * numbers.length)
  packed.write(id.replaceAll('-', ''), 'hex')
  packed.writeBigInt64BE(BigInt(joined), 16)
  for (const [index, value] of numbers.entries()) packed.writeUInt16BE(value, 24 + 2 * index)
  return packed
}

/** The roster of some students, read as a whole. */
export function rosterOf(all: readonly Student[]): Roster {
  return unpackRoster(Buffer.concat(all.toSorted(inTieOrder).map(pack)))
}

/** Score in twentieths that a mate has on a student's list, added up as the specification says it. */
export function unitsFor(me: Student, mate: Student): number {
  return 8 * windowsOf(me.slots, mate.slots) + unitsOfSaid(me.said, mate.said)
}

/** What it is apart from shared windows. */
export function unitsOfSaid(mine: Said, theirs: Said): number {
  const points = (a: string | null, b: string | null, anything: string) => {
    if (a === null || b === null) return 0
    if (a === b) return 1
    return a === anything || b === anything ? 0.5 : 0
  }
  const preference =
    points(mine.location, theirs.location, 'any') +
    points(mine.style, theirs.style, 'mixed') +
    points(mine.pace, theirs.pace, 'moderate') // one step from either of the two others
  return 6 * preference + (theirs.hasBio ? 4 : 0) + (theirs.hasPicture ? 2 : 0)
}

export function minutesFor(me: Student, mate: Student): number {
  return minutesOfBoth(me.slots, mate.slots).length
}

/** Whether they share a minute of the day, or of any day. */
export function sharesTime(me: Student, mate: Student, day?: number): boolean {
  const days = minutesOfBoth(me.slots, mate.slots).map((minute) => Math.floor(minute / (weekMinutes / 7)))
  return day === undefined ? days.length > 0 : days.includes(day)
}
