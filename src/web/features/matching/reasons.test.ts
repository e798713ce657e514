import { describe, expect, it } from 'vitest'
import type { Match } from '#contract/matching.ts'
import { matchWith } from './match.fixture.ts'
import { reasonsFor, strengthText } from './reasons.ts'

const parts = (given: Partial<Match['parts']>) => ({ ...matchWith({}).parts, ...given })

describe('why a match fits', () => {
  it('says what both share, hours first', () => {
    const match = matchWith({
      preferredLocation: 'library',
      studyStyle: 'quiet',
      studyPace: 'fast',
      parts: parts({ windows: 5, location: 1, style: 1, pace: 0.5 }),
    })
    expect(reasonsFor(match)).toEqual([
      '5 shared windows',
      'both prefer the library',
      'both like it quiet',
      'similar pace',
    ])
  })

  it('does not claim agreement where one of the two only takes anything', () => {
    const match = matchWith({
      preferredLocation: 'any',
      studyStyle: 'mixed',
      parts: parts({ location: 0.5, style: 0.5 }),
    })
    expect(reasonsFor(match)).toEqual(['flexible about the place', 'styles that go together'])
  })

  it('says nothing where nothing is shared', () => {
    expect(reasonsFor(matchWith({}))).toEqual([])
  })
})

it('puts strength into words', () => {
  expect([1, 0.99, 0.5, 0.3, 0].map(strengthText)).toEqual([
    'Best match',
    'Strong match',
    'Good match',
    'Fair match',
    'Weak match',
  ])
})
