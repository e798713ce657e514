import { expect, it } from 'vitest'
import { continues, keepPlaces } from './row-order.ts'

const rows = (ids: string, score = 0) => [...ids].map((id) => ({ student: { id }, score }))
const said = (list: { student: { id: string }; score: number }[]) =>
  list.map((row) => `${row.student.id}${row.score}`).join(' ')

it('knows a list that only goes on from one in another order', () => {
  expect(continues(rows(''), rows('abc'))).toBe(true)
  expect(continues(rows('ab'), rows('abc', 1))).toBe(true)
  expect(continues(rows('ab'), rows('ba'))).toBe(false)
  expect(continues(rows('abc'), rows('ab'))).toBe(false)
})

it('keeps every row in its place and renews what it says', () => {
  expect(said(keepPlaces(rows('abc'), rows('xcb', 1), false))).toBe('a0 b1 c1')
})

it('puts people of another page at the end', () => {
  expect(said(keepPlaces(rows('ab'), rows('xbad', 1), true))).toBe('a1 b1 x1 d1')
})
