import { describe, expect, it } from 'vitest'
import { findUniversity } from './find-university.ts'

const river = {
  id: '5b1c0b1e-7b0a-4c39-9a1e-0a2a5f6a7c10',
  name: 'River University',
  domain: 'river.edu',
  timeZone: 'America/Denver',
  currentSemester: null,
}
const known = { kind: 'known', university: river }
const nothing = { kind: 'nothing-yet' }

describe('the university of an address', () => {
  it.each(['ada@river.edu', 'ada@cs.river.edu', 'ADA@River.EDU ', 'a@b@river.edu'])(
    'is found for %s',
    (email) => {
      expect(findUniversity(email, [river])).toEqual(known)
    },
  )

  it.each([
    '',
    'ada',
    'ada@',
    '@river.edu',
    'ada@ri',
    'ada@river.',
    'ada@river.ed',
    'ada@cs.riv',
    'ada@gmail',
  ])('is left open while %s may still become one', (email) => {
    expect(findUniversity(email, [river])).toEqual(nothing)
  })

  it.each(['ada@gmail.com', 'ada@notriver.edu', 'ada@river.edu.org'])('is unknown for %s', (email) => {
    expect(findUniversity(email, [river])).toEqual({ kind: 'unknown', domain: email.slice(4) })
  })

  it('is unknown for half a domain once typing has ended', () => {
    expect(findUniversity('ada@river.ed', [river], true)).toEqual({ kind: 'unknown', domain: 'river.ed' })
    expect(findUniversity('ada@', [river], true)).toEqual(nothing)
  })
})
