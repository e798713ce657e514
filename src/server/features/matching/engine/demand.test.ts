import fc from 'fast-check'
import { expect, test } from 'vitest'
import { demandOf } from './demand.ts'
import { mutualOf, sumFor } from './ranking.fixture.ts'
import { rosterOf, students, unitsFor } from './student.fixture.ts'

test('the sum for each student is that of the scores on their list, mate by mate', () => {
  fc.assert(
    fc.property(students(1, 20), (all) => {
      const demand = demandOf(rosterOf(all))
      expect(all.map((_, row) => demand.sumOf(row))).toEqual(all.map((one) => sumFor(all, one)))
    }),
    { numRuns: 100 },
  )
})

test('what two are to each other is the harmonic mean, to the last bit, and the same from both sides', () => {
  fc.assert(
    fc.property(students(2, 12), (all) => {
      const demand = demandOf(rosterOf(all))
      const sums = new Map(all.map((one) => [one, sumFor(all, one)]))
      for (const [row, me] of all.entries())
        for (const [other, mate] of all.entries()) {
          if (row === other) continue
          const mutual = demand.mutual(row, other, unitsFor(me, mate))
          expect(mutual).toBe(mutualOf(all.length - 1, unitsFor, me, mate, sums))
          expect(mutual).toBe(demand.mutual(other, row, unitsFor(mate, me)))
        }
    }),
    { numRuns: 100 },
  )
})

test('two average course-mates are 1 to each other', () => {
  fc.assert(
    fc.property(students(1, 1), fc.integer({ min: 2, max: 20 }), ([one], size) => {
      if (!one) return
      const all = Array.from({ length: size }, (_, n) => ({
        ...one,
        id: `00000000-0000-0000-0000-${String(n).padStart(12, '0')}`,
      }))
      const [me, mate] = all
      if (!me || !mate) return
      const units = unitsFor(me, mate)
      expect(demandOf(rosterOf(all)).mutual(0, 1, units)).toBe(units === 0 ? 0 : 1)
    }),
  )
})
