import { expect, it } from 'vitest'
import { countFilters, readAllFilters, readFilters } from './filters.ts'

it('reads what the address says', () => {
  const search = { sort: 'shared', location: 'cafe', style: 'quiet', pace: 'fast', day: 0 }
  expect(readFilters(search)).toEqual(search)
})

it('leaves out what it does not understand', () => {
  const search = { sort: 'compatibility', location: 'moon', style: 7, pace: null, day: 7, other: 'x' }
  expect(readFilters(search)).toEqual({})
  expect(readFilters({ day: '' })).toEqual({})
})

it('knows no order that is good for both over all courses', () => {
  expect(readFilters({ sort: 'mutual', day: 3 })).toEqual({ sort: 'mutual', day: 3 })
  expect(readAllFilters({ sort: 'mutual', day: 3 })).toEqual({ day: 3 })
  expect(readAllFilters({ sort: 'shared', pace: 'slow' })).toEqual({ sort: 'shared', pace: 'slow' })
})

it('counts filters, not the order', () => {
  expect(countFilters({ sort: 'shared', pace: 'slow', day: 0 })).toBe(2)
})
