import { expect, it } from 'vitest'
import { dateText } from './date-text.ts'

const now = new Date('2026-11-23T05:30:00Z') // still the 22nd in Los Angeles
const text = (instant: string, zone: string) => dateText(instant, zone, now, 'en-US')

it('counts days of the campus, not of the reader', () => {
  expect(text('2026-11-22T23:00:00Z', 'America/Los_Angeles')).toBe('today')
  expect(text('2026-11-22T07:30:00Z', 'America/Los_Angeles')).toBe('yesterday')
  expect(text('2026-11-22T07:30:00Z', 'Europe/Berlin')).toBe('yesterday')
  expect(text('2026-11-23T00:30:00Z', 'Europe/Berlin')).toBe('today')
  expect(text('2026-11-24T00:30:00Z', 'Europe/Berlin')).toBe('tomorrow')
})

it('names the year only where it is another', () => {
  expect(text('2026-09-19T12:00:00Z', 'Europe/Berlin')).toBe('Sep 19')
  expect(text('2025-12-31T12:00:00Z', 'Europe/Berlin')).toBe('Dec 31, 2025')
  expect(text('2026-12-23T12:00:00Z', 'Europe/Berlin')).toBe('Dec 23')
})
