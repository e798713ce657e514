import { expect, it } from 'vitest'
import { countFilters, readFilters } from './filters.ts'

it('reads what the address says', () => {
  const search = { sort: 'shared_time', location: 'cafe', style: 'quiet', pace: 'fast', day: 0 }
  expect(readFilters(search)).toEqual(search)
})

it('leaves out what it does not understand', () => {
  const search = { sort: 'compatibility', location: 'moon', style: 7, pace: null, day: 7, other: 'x' }
  expect(readFilters(search)).toEqual({})
  expect(readFilters({ day: '' })).toEqual({})
})

it('counts filters, not the order', () => {
  expect(countFilters({ sort: 'shared_time', pace: 'slow', day: 0 })).toBe(2)
})
