import { expect, test } from 'vitest'
import { gini } from './exposure.ts'

test('the Gini coefficient is 0 where all have the same, and grows with what few have', () => {
  expect(gini([3, 3, 3, 3])).toBe(0)
  expect(gini([1, 3])).toBe(0.25)
  expect(gini([0, 0, 0, 8])).toBe(0.75)
  expect(gini([8, 0, 0, 0])).toBe(0.75)
})
