import { expect, it } from 'vitest'
import { hoursFromSlots } from './hours.ts'
import { hasNightHours } from './night.ts'

it.each([
  ['08:00', 1, '24:00', false],
  ['06:30', 1, '08:00', true],
  ['22:00', 2, '01:00', true],
])('%s to day %i, %s', (start, endDay, end, expected) => {
  expect(hasNightHours(hoursFromSlots([{ day: 1, start, endDay, end }]))).toBe(expected)
})
