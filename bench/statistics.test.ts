import { expect, test } from 'vitest'
import { figure, summarise, times } from './statistics.ts'

test('percentiles are values that were measured, by nearest rank', () => {
  const hundred = Array.from({ length: 100 }, (_, index) => 100 - index)
  expect(summarise(hundred)).toEqual({ count: 100, p50: 50, p95: 95, p99: 99 })
  expect(summarise([3, 1, 2])).toEqual({ count: 3, p50: 2, p95: 3, p99: 3 })
  expect(summarise([7])).toEqual({ count: 1, p50: 7, p95: 7, p99: 7 })
  expect(summarise([]).p50).toBeNaN()
})

test('figures show three digits, and none where there is nothing', () => {
  expect([4560.4, 232.2, 44.13, 0.051_23].map(figure)).toEqual(['4,560', '232', '44.1', '0.0512'])
  expect(times(232, 0.2)).toBe('1,160×')
  expect([figure(Number.NaN), times(1, 0)]).toEqual(['–', '–'])
})
