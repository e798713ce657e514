import { expect, it, vi } from 'vitest'
import { matchWith } from './match.fixture.ts'
import { mutualText, pointsText, scoreParts, sumText } from './score-parts.ts'

vi.stubGlobal('navigator', { language: 'en-US' })

const mine = { preferredLocation: 'library', studyStyle: 'quiet', studyPace: null, bio: null } as const
const nothing = { preferredLocation: null, studyStyle: null, studyPace: null, bio: null }
const said = (parts: ReturnType<typeof scoreParts>) =>
  parts.map((part) => `${part.name}: ${part.said} +${part.points}`)

it('says every part of a score in words, and the parts add up to it', () => {
  const match = matchWith({
    preferredLocation: 'library',
    studyStyle: 'mixed',
    studyPace: 'fast',
    score: 1.85,
    sharedMinutes: 210,
    parts: { windows: 3, preference: 1.5, location: 1, style: 0.5, pace: 0, hasBio: true, hasPicture: false },
  })
  const parts = scoreParts(match, mine)
  expect(said(parts).map((text) => text.replaceAll(/\s/g, ' '))).toEqual([
    'Hours: 3 shared windows, 3 hr 30 min a week +1.2',
    'Place: Both: Library +0.3',
    'Style: You: Quietly side by side · Leo: A bit of both – goes together +0.15',
    'Pace: You: not said · Leo: Fast +0',
    'About: Leo has written a few words +0.2',
    'Picture: Leo has none +0',
  ])
  expect(parts.reduce((sum, { points }) => sum + points, 0)).toBeCloseTo(match.score, 9)
})

it('does not claim what is not known', () => {
  expect(scoreParts(matchWith({ studyPace: 'slow' }), null)[3]?.said).toBe('Leo: Slow and thorough')
  expect(scoreParts(matchWith({}), nothing)[1]?.said).toBe('Neither of you has said')
  expect(scoreParts(matchWith({ preferredLocation: 'home' }), mine)[1]?.said).toBe(
    'You: Library · Leo: At home',
  )
})

it('sets a score beside the best, never beside nothing', () => {
  expect(sumText({ score: 1.55, strength: 0.5 }, 'in this course')).toBe(
    '1.55 points in all; the best match in this course has 3.1.',
  )
  expect(sumText({ score: 3.1, strength: 1 }, 'in this course')).toBe(
    '3.1 points in all: nobody in this course has more.',
  )
  expect(sumText({ score: 0, strength: 0 }, 'in this course')).toBe('Nothing counts yet.')
})

it('compares with an average course-mate only where there is something to compare', () => {
  expect(mutualText(1.84)).toBe('For both of you together: 1.8 times an average course-mate.')
  expect(mutualText(1)).toBe('For both of you together: about an average course-mate.')
  expect(mutualText(0)).toBeNull()
  expect(mutualText(null)).toBeNull()
})

it('writes points as the locale does', () => {
  expect(pointsText(0.15, 'de-DE')).toBe('0,15')
})
