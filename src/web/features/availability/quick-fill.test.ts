import { expect, it } from 'vitest'
import { hoursFromSlots, slotsFromHours } from './hours.ts'
import { addWeekdayEvenings, copyMondayToWeekdays } from './quick-fill.ts'

const slot = (day: number, start: string, end: string) => ({ day, start, endDay: day, end })

it('adds evenings to what is there', () => {
  const slots = slotsFromHours(addWeekdayEvenings(hoursFromSlots([slot(1, '17:00', '19:00')])))
  expect(slots).toEqual([
    slot(1, '17:00', '21:00'),
    ...[2, 3, 4, 5].map((day) => slot(day, '18:00', '21:00')),
  ])
})

it('copies Monday over the other weekdays and leaves the weekend', () => {
  const before = [slot(0, '10:00', '11:00'), slot(1, '09:05', '10:00'), slot(3, '12:00', '13:00')]
  expect(slotsFromHours(copyMondayToWeekdays(hoursFromSlots(before)))).toEqual([
    slot(0, '10:00', '11:00'),
    ...[1, 2, 3, 4, 5].map((day) => slot(day, '09:05', '10:00')),
  ])
})
