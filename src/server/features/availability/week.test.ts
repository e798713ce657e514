import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { SlotInput } from '#contract/availability.ts'
import {
  canonical,
  type DaySlot,
  joinOvernight,
  minutesOf,
  presentSlot,
  splitAtMidnight,
  timeOf,
} from './week.ts'

const time = fc.nat(1439).map(timeOf)
const slotInput = fc
  .record({ day: fc.nat(6), start: time, end: fc.oneof(time, fc.constant('24:00')), overnight: fc.boolean() })
  .map(({ overnight, ...slot }) => ({ ...slot, ...(overnight && { endDay: (slot.day + 1) % 7 }) }))
  .filter((slot) => SlotInput.safeParse(slot).success)

/** Minutes of the week from Sunday 00:00, one by one: slow and plain, to compare with. */
function minutesOfRows(rows: readonly DaySlot[]): Set<number> {
  return new Set(
    rows.flatMap(({ day, start, end }) =>
      Array.from({ length: end - start }, (_, i) => day * 1440 + start + i),
    ),
  )
}

function minutesOfSlot({ day, start, endDay = day, end }: SlotInput): Set<number> {
  const from = day * 1440 + minutesOf(start)
  const until = endDay * 1440 + minutesOf(end)
  const length = until - from + (endDay === day || until > from ? 0 : 7 * 1440)
  return new Set(Array.from({ length }, (_, i) => (from + i) % (7 * 1440)))
}

const rowsOf = (slots: SlotInput[]) => canonical(slots.flatMap(splitAtMidnight))

describe('what is stored', () => {
  test('stands for the same minutes as what was asked for', () => {
    fc.assert(
      fc.property(fc.array(slotInput, { maxLength: 20 }), (slots) => {
        const asked = slots.reduce((all, slot) => all.union(minutesOfSlot(slot)), new Set<number>())
        expect(minutesOfRows(rowsOf(slots))).toEqual(asked)
      }),
    )
  })

  test('is disjoint, does not touch, is in week order, and stays as it is', () => {
    fc.assert(
      fc.property(fc.array(slotInput, { maxLength: 20 }), (slots) => {
        const rows = rowsOf(slots)
        for (const [index, row] of rows.entries()) {
          const next = rows[index + 1]
          expect(row.start).toBeLessThan(row.end)
          if (next) expect(next.day > row.day || next.start > row.end).toBe(true)
        }
        expect(canonical(rows)).toEqual(rows)
      }),
    )
  })
})

test('what is shown, sent back, is stored as it was', () => {
  fc.assert(
    fc.property(fc.array(slotInput, { maxLength: 20 }), (slots) => {
      const rows = rowsOf(slots).map((row, index) => ({ ...row, id: String(index) }))
      const shown = joinOvernight(rows).map(presentSlot)
      for (const slot of shown) expect(SlotInput.safeParse(slot).success).toBe(true)
      expect(rowsOf(shown)).toEqual(rowsOf(slots))
    }),
  )
})

test.each([
  ['a night', [{ day: 5, start: '22:00', endDay: 6, end: '02:00' }], ['5 22:00 – 6 02:00']],
  ['Saturday into Sunday', [{ day: 6, start: '22:00', endDay: 0, end: '02:00' }], ['6 22:00 – 0 02:00']],
  ['until midnight', [{ day: 1, start: '22:00', end: '24:00' }], ['1 22:00 – 1 24:00']],
  [
    'whole days',
    [1, 2].map((day) => ({ day, start: '00:00', end: '24:00' })),
    ['1 00:00 – 1 24:00', '2 00:00 – 2 24:00'],
  ],
  [
    'touching slots',
    [
      { day: 1, start: '09:00', end: '10:00' },
      { day: 1, start: '10:00', end: '11:07' },
    ],
    ['1 09:00 – 1 11:07'],
  ],
])('shows %s as one', (_name, slots, shown) => {
  const rows = rowsOf(slots).map((row, index) => ({ ...row, id: String(index) }))
  expect(
    joinOvernight(rows)
      .map(presentSlot)
      .map((slot) => `${slot.day} ${slot.start} – ${slot.endDay} ${slot.end}`),
  ).toEqual(shown)
})
