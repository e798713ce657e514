import fc from 'fast-check'
import { expect, test } from 'vitest'
import { id } from './student.fixture.ts'
import { compareId, idAt, wordsOf } from './student-id.ts'

test('an id becomes words and the same id again, wherever it stands', () => {
  fc.assert(
    fc.property(id, id, (a, b) => {
      const column = Uint32Array.from([...wordsOf(b), ...wordsOf(a)])
      expect(idAt(column, 0)).toBe(b)
      expect(idAt(column, 4)).toBe(a)
      expect(wordsOf(a.toUpperCase())).toEqual(wordsOf(a))
    }),
  )
})

test('words are ordered as the ids’ text is', () => {
  fc.assert(
    fc.property(id, id, (a, b) => {
      const expected = a === b ? 0 : a < b ? -1 : 1
      expect(Math.sign(compareId(Uint32Array.from([0, ...wordsOf(a)]), 1, wordsOf(b)))).toBe(expected)
    }),
    { numRuns: 1000 },
  )
})
