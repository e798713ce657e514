import { expect, it, vi } from 'vitest'
import type { MatchAdvice } from '#contract/matching.ts'
import { adviceLines, hourName, isFew } from './advice-text.ts'

vi.stubGlobal('navigator', { language: 'en-US' })

const advice = (given: Partial<MatchAdvice['without']>, more: Partial<MatchAdvice> = {}): MatchAdvice => ({
  mates: 40,
  fitting: 3,
  without: { sharedHours: 0, location: 0, style: 0, pace: 0, day: 0, ...given },
  hours: [],
  ...more,
})

it('says whom each condition leaves out, and which filter does it', () => {
  const filters = { location: 'cafe', pace: 'slow', day: 2 } as const
  expect(adviceLines(advice({ sharedHours: 12, location: 9, pace: 0, day: 21 }), filters, true)).toEqual([
    { text: '12 of 40 have no hour in common with you.' },
    { text: '21 are left out by the filter “Free on Tuesday”.', filter: 'day' },
    { text: '9 are left out by the filter “Café”.', filter: 'location' },
  ])
})

it('tells no number that the service keeps back', () => {
  const told = adviceLines(
    advice({ sharedHours: null, style: null }, { mates: null }),
    { style: 'quiet' },
    true,
  )
  expect(told.map(({ text }) => text)).toEqual([
    'A few have no hour in common with you.',
    'A few are left out by the filter “Quietly side by side”.',
  ])
})

it('says so where nobody shares an hour, unless one has none', () => {
  const nobody = advice({ sharedHours: 40 })
  expect(adviceLines(nobody, {}, true)).toEqual([
    { text: 'None of your 40 classmates has an hour in common with you.' },
  ])
  expect(adviceLines(nobody, {}, false)).toEqual([])
})

it('knows what is few, and where there is nothing to say about it', () => {
  const of = (fitting: number | null) => isFew(advice({ sharedHours: 9 }, { fitting }))
  expect([0, null, 3, 4, 5, 60].map(of)).toEqual([true, true, true, true, false, false])
  expect(isFew(advice({}, { mates: 3, fitting: 3 }))).toBe(false)
  expect(isFew(advice({ sharedHours: null }, { mates: null, fitting: 0 }))).toBe(false)
  const hours = [{ day: 1, start: '09:00', end: '10:00', students: 3 }]
  expect(isFew(advice({}, { fitting: 3, hours }))).toBe(true)
})

it('names an hour', () => {
  expect(hourName({ day: 2, start: '18:00', end: '19:00' }).replaceAll(/\s/g, ' ')).toBe(
    'Tuesday, 6:00 – 7:00 PM',
  )
})
