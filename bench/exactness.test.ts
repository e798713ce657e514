import { expect, test } from 'vitest'
import { type AnswerRow, Mismatch, requireSame } from './exactness.ts'

const where = { asker: 'asker-1', course: 'course-1' }
const expected: AnswerRow[] = [
  { id: 'a', score: 2.7, status: 'none' },
  { id: 'b', score: 2.3, status: 'pending_sent' },
]
const changed = (change: Partial<AnswerRow>) => [expected[0] as AnswerRow, { ...expected[1], ...change }]

test('the same answer passes, however its scores were added up and without statuses', () => {
  requireSame('engine', where, expected, [
    { id: 'a', score: 0.4 * 6 + 0.3, status: null },
    { id: 'b', score: 2.3, status: null },
  ])
})

test.each([
  ['another person', changed({ id: 'c' })],
  ['another score', changed({ score: 2.25 })],
  ['another status', changed({ status: 'none' })],
  ['another order', expected.toReversed()],
  ['somebody missing', expected.slice(0, 1)],
  ['somebody more', [...expected, { id: 'c', score: 1, status: 'none' }]],
])('%s fails, with asker and place', (_, actual) => {
  const compare = () => requireSame('engine', where, expected, actual as AnswerRow[])
  expect(compare).toThrow(Mismatch)
  expect(compare).toThrow(/asker-1[\s\S]*place {3}[1-3]/)
})
