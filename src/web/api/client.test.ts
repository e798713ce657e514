import { describe, expect, it } from 'vitest'
import { address } from './client.ts'

describe('the address of an operation', () => {
  it('has its parameters in place, escaped', () => {
    expect(address('/courses/{id}/matches', { id: 'a/b c' })).toBe('/api/v1/courses/a%2Fb%20c/matches')
  })

  it('carries the query fields that are set', () => {
    const query = { q: 'cs 161 & more', day: 0, limit: undefined, cursor: '' }
    expect(address('/courses', undefined, query)).toBe('/api/v1/courses?q=cs+161+%26+more&day=0')
  })

  it('ends at the path when nothing is asked', () => {
    expect(address('/me')).toBe('/api/v1/me')
  })
})
