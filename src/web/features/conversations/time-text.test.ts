import { expect, it } from 'vitest'
import { dayText, recentText } from './time-text.ts'

const now = new Date('2026-11-23T05:30:00Z')
const zone = 'America/Los_Angeles'
const plain = (text: string) => text.replaceAll(/\s/g, ' ')

it('shows the time of today and the day of what is older', () => {
  expect(plain(recentText('2026-11-22T23:05:00Z', zone, now, 'en-US'))).toBe('3:05 PM')
  expect(recentText('2026-11-22T07:30:00Z', zone, now, 'en-US')).toBe('yesterday')
})

it('heads the days of a conversation', () => {
  expect(dayText('2026-11-22T23:05:00Z', zone, now, 'en-US')).toBe('Today')
  expect(dayText('2026-11-22T07:30:00Z', zone, now, 'en-US')).toBe('Yesterday')
  expect(dayText('2026-11-03T20:00:00Z', zone, now, 'en-US')).toBe('Tuesday, November 3')
  expect(dayText('2025-11-03T20:00:00Z', zone, now, 'en-US')).toBe('Monday, November 3, 2025')
})
