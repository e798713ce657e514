import fc from 'fast-check'
import { expect, test } from 'vitest'
import { Best } from './best.ts'

test('keeps the greatest keys, of equal ones the earlier, also if what cannot get in is not offered', () => {
  fc.assert(
    fc.property(
      fc.array(
        fc.oneof(fc.integer({ min: -2, max: 5 }), fc.double({ noNaN: true, noDefaultInfinity: true })),
        {
          maxLength: 60,
        },
      ),
      fc.integer({ min: 1, max: 12 }),
      fc.boolean(),
      (keys, most, asksFirst) => {
        const best = new Best(most)
        for (const [row, key] of keys.entries()) if (!asksFirst || key > best.floor) best.offer(row, key)
        const sorted = keys.map((key, row) => ({ row, key })).sort((a, b) => b.key - a.key)
        expect(best.take()).toEqual(sorted.slice(0, most))
        expect(best.floor).toBe(keys.length < most ? Number.NEGATIVE_INFINITY : sorted[most - 1]?.key)
      },
    ),
    { numRuns: 500 },
  )
})
