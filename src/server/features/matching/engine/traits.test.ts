import fc from 'fast-check'
import { expect, test } from 'vitest'
import { conditionsFor, filters } from './filters.fixture.ts'
import { fitting } from './filters.ts'
import { type Student, said, traitsOf, unitsOfSaid } from './student.fixture.ts'
import { pointsOf, readTraits, traitsCount, unitsByTraits } from './traits.ts'

const freeNever = (said: Student['said']): Student => ({ id: '', joined: 0, said, slots: new Uint16Array() })

test('every number below the count says something of its own, and is read as what was said', () => {
  for (let traits = 0; traits < traitsCount; traits++) expect(traitsOf(readTraits(traits))).toBe(traits)
})

test('what each mate’s traits bring to each student’s is what the specification adds up', () => {
  for (let mine = 0; mine < traitsCount; mine++) {
    const table = [...unitsByTraits(mine)]
    expect(table).toEqual(table.map((_, theirs) => unitsOfSaid(readTraits(mine), readTraits(theirs))))
  }
})

test('points are the same from both sides, two halves at most', () => {
  fc.assert(
    fc.property(said.map(traitsOf), said.map(traitsOf), (a, b) => {
      expect(pointsOf(a, b)).toEqual(pointsOf(b, a))
      for (const halves of Object.values(pointsOf(a, b))) expect([0, 1, 2]).toContain(halves)
    }),
  )
})

test('filters leave whom they name and whoever takes anything, but no pace besides the one named', () => {
  fc.assert(
    fc.property(filters, (chosen) => {
      const { location, style, pace } = conditionsFor(freeNever(readTraits(0)), chosen)
      const fits = fitting(chosen)
      const isSet = Boolean(chosen.location ?? chosen.style ?? chosen.pace)
      expect(fits !== null).toBe(isSet)
      for (const [traits, isLeft] of (fits ?? []).entries()) {
        const mate = freeNever(readTraits(traits))
        expect(Boolean(isLeft)).toBe(location(mate) && style(mate) && pace(mate))
      }
    }),
  )
})
