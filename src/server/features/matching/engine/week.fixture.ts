import fc from 'fast-check'
import { canonical, type DaySlot } from '../../availability/week.ts'
import { type Slots, weekMinutes } from './week.ts'

// Weeks to test with, and the same questions answered one minute at a time: slow and plain, to compare with.

/** Stretches between the cuts in turn, cut again at midnight, so that slots touch there and whole days occur. */
function between(cuts: number[]): DaySlot[] {
  const sorted = cuts.toSorted((a, b) => a - b)
  const slots: DaySlot[] = []
  for (let i = 0; i + 1 < sorted.length; i += 2) {
    const [from = 0, until = 0] = sorted.slice(i, i + 2)
    for (let at = from; at < until; ) {
      const midnight = (Math.floor(at / 1440) + 1) * 1440
      const day = Math.floor(at / 1440)
      const end = Math.min(until, midnight)
      slots.push({ day, start: at - day * 1440, end: end - day * 1440 })
      at = end
    }
  }
  return slots
}

const cuts = (min: number, max: number, most: number) =>
  fc.uniqueArray(fc.integer({ min, max }), { maxLength: most, size: 'max' }).map(between)

/** Slots as people set them: on the half hour, so that those of two students touch and coincide. */
const onTheHalfHour = fc
  .array(
    fc.tuple(fc.nat(6), fc.nat(47), fc.integer({ min: 1, max: 12 })).map(([day, start, length]) => ({
      day,
      start: 30 * start,
      end: Math.min(1440, 30 * (start + length)),
    })),
    { maxLength: 40, size: 'max' },
  )
  .map(canonical)

const allWeek = Array.from({ length: 7 }, (_, day) => ({ day, start: 0, end: 1440 }))

/** A canonical week of 0 to about 40 slots at any minutes. */
export const week: fc.Arbitrary<DaySlot[]> = fc.oneof(
  { weight: 4, arbitrary: cuts(0, weekMinutes, 66) },
  { weight: 2, arbitrary: cuts(1400, 1480, 80) },
  { weight: 4, arbitrary: onTheHalfHour },
  { weight: 1, arbitrary: fc.constant<DaySlot[]>([]) },
  { weight: 1, arbitrary: fc.subarray(allWeek) },
)

/** As the engine has them: start and end in turn, minutes of the week. */
export function slotsFrom(week: readonly DaySlot[]): Slots {
  return Uint16Array.from(week.flatMap(({ day, start, end }) => [day * 1440 + start, day * 1440 + end]))
}

const owners = new WeakMap<Slots, Int16Array>()

/** At each minute of the week the number of the slot that it lies in, or -1. */
export function ownersOf(slots: Slots): Int16Array {
  const known = owners.get(slots)
  if (known) return known
  const all = new Int16Array(weekMinutes).fill(-1)
  for (let i = 0; i < slots.length; i += 2)
    for (let minute = slots[i] ?? 0; minute < (slots[i + 1] ?? 0); minute++) all[minute] = i / 2
  owners.set(slots, all)
  return all
}

/** Minutes that both have free. */
export function minutesOfBoth(a: Slots, b: Slots): number[] {
  const [ofA, ofB] = [ownersOf(a), ownersOf(b)]
  const minutes: number[] = []
  for (let minute = 0; minute < weekMinutes; minute++)
    if (ofA[minute] !== -1 && ofB[minute] !== -1) minutes.push(minute)
  return minutes
}

/** Pairs of a slot of one and a slot of the other that have a minute in common. */
export function windowsOf(a: Slots, b: Slots): number {
  const [ofA, ofB] = [ownersOf(a), ownersOf(b)]
  const pairs = new Set<number>()
  for (const minute of minutesOfBoth(a, b)) pairs.add((ofA[minute] ?? 0) * weekMinutes + (ofB[minute] ?? 0))
  return pairs.size
}
