import { describe, expect, it } from 'vitest'
import { hoursFromSlots, slotsFromHours } from './hours.ts'
import { applyStroke, type Place, startStroke } from './painting.ts'

const mondayFirst = [1, 2, 3, 4, 5, 6, 0]
const sundayFirst = [0, 1, 2, 3, 4, 5, 6]

const slot = (day: number, start: string, end: string) => ({ day, start, endDay: day, end })

/** Drags from one cell to another. */
function drag(slots: ReturnType<typeof slot>[], from: Place, to: Place, days = mondayFirst) {
  const hours = hoursFromSlots(slots)
  const stroke = { ...startStroke(hours, from, days), to }
  return slotsFromHours(applyStroke(hours, stroke, days))
}

describe('a stroke', () => {
  it('paints a rectangle over days, whichever corner it begins at', () => {
    const expected = [slot(1, '09:00', '10:30'), slot(2, '09:00', '10:30')]
    expect(drag([], { column: 0, row: 18 }, { column: 1, row: 20 })).toEqual(expected)
    expect(drag([], { column: 1, row: 20 }, { column: 0, row: 18 })).toEqual(expected)
  })

  it('follows the order of the columns, not of the days', () => {
    expect(drag([], { column: 5, row: 20 }, { column: 6, row: 20 })).toEqual([
      slot(0, '10:00', '10:30'),
      slot(6, '10:00', '10:30'),
    ])
    expect(drag([], { column: 0, row: 20 }, { column: 0, row: 20 }, sundayFirst)).toEqual([
      slot(0, '10:00', '10:30'),
    ])
  })

  it('erases where it begins on a free cell', () => {
    const before = [slot(1, '09:00', '12:00'), slot(2, '10:00', '11:00')]
    expect(drag(before, { column: 0, row: 20 }, { column: 1, row: 21 })).toEqual([
      slot(1, '09:00', '10:00'),
      slot(1, '11:00', '12:00'),
    ])
  })

  it('completes a cell that is partly free', () => {
    const before = [slot(1, '09:10', '09:40')]
    expect(drag(before, { column: 0, row: 18 }, { column: 0, row: 18 })).toEqual([slot(1, '09:00', '09:40')])
  })

  it('keeps minutes off the grid in cells that it does not touch', () => {
    const before = [slot(1, '09:10', '09:50'), slot(3, '14:05', '15:05')]
    expect(drag(before, { column: 4, row: 0 }, { column: 4, row: 0 })).toEqual([
      ...before,
      slot(5, '00:00', '00:30'),
    ])
  })

  it('reaches the end of the day', () => {
    expect(drag([], { column: 0, row: 46 }, { column: 0, row: 47 })).toEqual([slot(1, '23:00', '24:00')])
  })
})
