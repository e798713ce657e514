import { describe, expect, it } from 'vitest'
import { dayName, durationText, hourText, spanText, timeText, weekDays, zoneText } from './week-format.ts'

/** Intl puts narrow and no-break spaces where people type plain ones. */
const plain = (text: string) => text.replaceAll(/\s/g, ' ')

describe('the locale decides', () => {
  it('on which day the week starts', () => {
    expect(weekDays('en-US')[0]).toBe(0)
    expect(weekDays('de-DE')).toEqual([1, 2, 3, 4, 5, 6, 0])
    expect(weekDays('ar-EG')[0]).toBe(6)
  })

  it('how days are called', () => {
    expect(dayName(0, 'long', 'en-US')).toBe('Sunday')
    expect(dayName(6, 'short', 'en-US')).toBe('Sat')
    expect(dayName(1, 'long', 'fr-FR')).toBe('lundi')
  })

  it('between 12 and 24 hours', () => {
    expect(plain(timeText(13 * 60 + 5, 'en-US'))).toBe('1:05 PM')
    expect(timeText(13 * 60 + 5, 'en-GB')).toBe('13:05')
    expect(plain(hourText(0, 'en-US'))).toBe('12 AM')
    expect(hourText(540, 'de-DE')).toBe('09')
  })
})

it('writes a span, also one that ends at midnight or after', () => {
  expect(plain(spanText({ start: 540, end: 690 }, 'en-US'))).toBe('9:00 – 11:30 AM')
  expect(plain(spanText({ start: 1320, end: 1440 }, 'en-US'))).toBe('10:00 PM – 12:00 AM')
  expect(plain(spanText({ start: 1320, end: 1560 }, 'en-US'))).toBe('10:00 PM – 2:00 AM')
})

it('writes a length', () => {
  expect(plain(durationText(0, 'en-US'))).toBe('0 min')
  expect(plain(durationText(60, 'en-US'))).toBe('1 hr')
  expect(plain(durationText(210, 'en-US'))).toBe('3 hr 30 min')
})

it('names the time zone of the campus', () => {
  expect(zoneText('America/Los_Angeles', 'en-US')).toBe('Pacific Time')
  expect(zoneText('Europe/Berlin', 'en-US')).toContain('Central European')
})
