import { expect, it } from 'vitest'
import { speedAt } from './scroll-near-edge.ts'

it('scrolls faster the nearer the edge', () => {
  expect(speedAt(400, 800)).toBe(0)
  expect(speedAt(90, 800)).toBe(-1)
  expect(speedAt(0, 800)).toBe(-8)
  expect(speedAt(-50, 800)).toBe(-8)
  expect(speedAt(710, 800)).toBe(1)
  expect(speedAt(900, 800)).toBe(8)
})
