import fc from 'fast-check'
import { expect, test } from 'vitest'
import { unpackRoster, unpackRow } from './packed.ts'
import { lowerBound, rosterBytes, rowOf, slotsOf } from './roster.ts'
import { id, inTieOrder, pack, rosterOf, students, traitsOf } from './student.fixture.ts'
import { idAt, wordsOf } from './student-id.ts'

/** Rosters of more than one mark; to shrink one takes long. */
const large = { interruptAfterTimeLimit: 20_000 }

test('what the database packs is in the roster, row by row', () => {
  fc.assert(
    fc.property(students(0, 150), (all) => {
      const roster = rosterOf(all)
      expect(roster.size).toBe(all.length)
      for (const [row, { id, joined, said, slots }] of all.entries()) {
        expect(idAt(roster.ids, 4 * row)).toBe(id)
        expect(roster.joined[row]).toBe(joined)
        expect(roster.traits[row]).toBe(traitsOf(said))
        expect(slotsOf(roster, row)).toEqual(slots)
      }
      expect(roster.slots).toHaveLength(all.reduce((sum, { slots }) => sum + slots.length, 0))
    }),
    large,
  )
})

test('one packed student is the same in a buffer amid others', () => {
  fc.assert(
    fc.property(students(1, 1), ([one]) => {
      if (!one) return
      const packed = Buffer.concat([Buffer.alloc(3), pack(one), Buffer.alloc(5)])
      expect(unpackRow(packed.subarray(3, packed.length - 5))).toEqual({
        id: wordsOf(one.id),
        joined: one.joined,
        traits: traitsOf(one.said),
        slots: one.slots,
      })
    }),
    large,
  )
})

test('a student is found in their row, one who is not there in none', () => {
  fc.assert(
    fc.property(students(0, 150), id, (all, stranger) => {
      const roster = rosterOf(all)
      for (const [row, one] of all.entries()) expect(rowOf(roster, wordsOf(one.id))).toBe(row)
      expect(rowOf(roster, wordsOf(stranger))).toBe(all.findIndex((one) => one.id === stranger))
    }),
    large,
  )
})

test('a place in tie order is before all who are not before it', () => {
  fc.assert(
    fc.property(students(0, 150), students(1, 20), (all, others) => {
      const roster = rosterOf(all)
      for (const place of [...all, ...others])
        expect(lowerBound(roster, { joined: place.joined, id: wordsOf(place.id) })).toBe(
          all.filter((one) => inTieOrder(one, place) < 0).length,
        )
    }),
    large,
  )
})

test('a student with seven slots takes 57 bytes or less', () => {
  const slots = Uint16Array.from({ length: 14 }, (_, i) => 700 * i)
  const said = { location: null, style: null, pace: null, hasBio: false, hasPicture: false }
  const all = Array.from({ length: 1000 }, (_, n) => {
    const id = `00000000-0000-0000-0000-${String(n).padStart(12, '0')}`
    return pack({ id, joined: n, said, slots })
  })
  expect(rosterBytes(unpackRoster(Buffer.concat(all)))).toBeLessThanOrEqual(57 * 1000)
})
