import { expect, it, vi } from 'vitest'
import { matchWith } from './match.fixture.ts'
import { starterFor } from './starter.ts'

vi.stubGlobal('navigator', { language: 'en-US' })

const plain = (text: string) => text.replaceAll(/\s/g, ' ')

it('proposes the longest shared window, at the place that suits both', () => {
  const match = matchWith({
    preferredLocation: 'library',
    parts: { ...matchWith({}).parts, location: 1 },
    sharedWindows: [
      { day: 1, start: '09:00', end: '10:00' },
      { day: 2, start: '14:00', end: '16:00' },
    ],
  })
  expect(plain(starterFor(match, 'CS 161'))).toBe(
    'Hi Leo, I am in CS 161 too. We are both free on Tuesday, 2:00 – 4:00 PM. Shall we study together in the library?',
  )
})

it('asks for times where none are shared', () => {
  expect(starterFor(matchWith({}), 'CS 161')).toBe(
    'Hi Leo, I am in CS 161 too. Would you like to study together? Which times suit you?',
  )
})
