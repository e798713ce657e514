import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { SlotInput } from '#contract/availability.ts'
import {
  addSpan,
  daySlotsFromHours,
  type Hours,
  hoursFromSlots,
  minutesPerDay,
  minutesPerWeek,
  removeSpan,
  slotsFromHours,
  totalMinutes,
  within,
} from './hours.ts'

const at = (day: number, hour: number, minute = 0) => day * minutesPerDay + hour * 60 + minute

const span = fc
  .tuple(fc.integer({ min: 0, max: minutesPerWeek }), fc.integer({ min: 0, max: minutesPerWeek }))
  .map(([a, b]) => ({ start: Math.min(a, b), end: Math.max(a, b) }))
  .filter(({ start, end }) => start < end)

const week = fc.array(span, { maxLength: 12 }).map((spans) => spans.reduce(addSpan, [] as Hours))

/** The same week as a set of minutes: slow, and plainly right. */
const minutesIn = (hours: Hours) =>
  new Set(hours.flatMap(({ start, end }) => Array.from({ length: end - start }, (_, index) => start + index)))

describe('adding and removing spans', () => {
  it('keeps spans in order, disjoint and not touching', () => {
    fc.assert(
      fc.property(week, span, (hours, change) => {
        for (const result of [addSpan(hours, change), removeSpan(hours, change)])
          for (const [index, { start, end }] of result.entries()) {
            expect(start).toBeLessThan(end)
            expect(start).toBeGreaterThan(result[index - 1]?.end ?? -1)
          }
      }),
    )
  })

  it('does to the minutes what is said of the spans', () => {
    fc.assert(
      fc.property(week, span, (hours, change) => {
        const before = minutesIn(hours)
        const changed = minutesIn([change])
        expect(minutesIn(addSpan(hours, change))).toEqual(new Set([...before, ...changed]))
        expect(minutesIn(removeSpan(hours, change))).toEqual(
          new Set([...before].filter((minute) => !changed.has(minute))),
        )
        expect(minutesIn(within(hours, change))).toEqual(
          new Set([...before].filter((minute) => changed.has(minute))),
        )
      }),
      { numRuns: 25 },
    )
  })

  it('joins spans that touch', () => {
    const hours = addSpan([{ start: at(1, 9), end: at(1, 10) }], { start: at(1, 10), end: at(1, 11) })
    expect(hours).toEqual([{ start: at(1, 9), end: at(1, 11) }])
  })
})

describe('slots', () => {
  it('say the same week as the hours they were made of', () => {
    fc.assert(
      fc.property(week, (hours) => {
        for (const slots of [slotsFromHours(hours), daySlotsFromHours(hours)])
          expect(hoursFromSlots(slots)).toEqual(hours)
      }),
    )
  })

  it('are ones that the service takes', () => {
    fc.assert(
      fc.property(week, (hours) => {
        for (const slot of [...slotsFromHours(hours), ...daySlotsFromHours(hours)])
          expect(SlotInput.safeParse(slot).error).toBeUndefined()
      }),
    )
  })

  it('show a night as one, also from Saturday to Sunday', () => {
    const friday = { day: 5, start: '22:00', endDay: 6, end: '02:00' }
    const saturday = { day: 6, start: '23:30', endDay: 0, end: '01:00' }
    expect(slotsFromHours(hoursFromSlots([friday, saturday]))).toEqual([friday, saturday])
    expect(daySlotsFromHours(hoursFromSlots([friday]))).toEqual([
      { day: 5, start: '22:00', endDay: 5, end: '24:00' },
      { day: 6, start: '00:00', endDay: 6, end: '02:00' },
    ])
  })

  it('cut what is longer than a day at midnight', () => {
    const slots = slotsFromHours([{ start: at(1, 20), end: at(3, 2) }])
    expect(slots.map(({ day, start, end }) => `${day} ${start}-${end}`)).toEqual([
      '1 20:00-24:00',
      '2 00:00-24:00',
      '3 00:00-02:00',
    ])
  })

  it('keep minutes off the grid', () => {
    const slot = { day: 2, start: '09:10', endDay: 2, end: '09:55' }
    const hours = hoursFromSlots([slot])
    expect(totalMinutes(hours)).toBe(45)
    expect(slotsFromHours(hours)).toEqual([slot])
  })
})
