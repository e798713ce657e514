import fc from 'fast-check'
import { expect, test } from 'vitest'
import { courseSizes } from './course-sizes.ts'
import { campusPlan, PlanError } from './plan.ts'

test('without arguments it is the campus of the specification of the demo', () => {
  expect(campusPlan()).toEqual({ seed: 1, students: 1500, courses: 60, largest: 600 })
})

test('courses and the largest lecture grow with the campus', () => {
  expect(campusPlan({ students: 100_000 })).toMatchObject({ courses: 1400, largest: 4899 })
  expect(campusPlan({ students: 60 })).toMatchObject({ courses: 16, largest: 24 })
})

test('sizes fall from the largest to eight, with few lectures and many middling courses', () => {
  const sizes = courseSizes(campusPlan(), 6100)
  expect(sizes[0]).toBe(600)
  expect(sizes.at(-1)).toBe(8)
  expect(sizes).toEqual([...sizes].sort((a, b) => b - a))
  const between = (least: number, most: number) => sizes.filter((size) => size >= least && size < most).length
  expect(between(200, 601)).toBeLessThan(10)
  expect(between(40, 200)).toBeGreaterThan(30)
  expect(between(8, 40)).toBeGreaterThan(10)
})

test('sizes add up to the seats that are needed', () => {
  fc.assert(
    fc.property(fc.integer({ min: 200, max: 200_000 }), (students) => {
      const plan = campusPlan({ students })
      const total = courseSizes(plan, students * 4).reduce((sum, size) => sum + size, 0)
      expect(Math.abs(total - students * 4)).toBeLessThanOrEqual(plan.courses)
    }),
    { numRuns: 50 },
  )
})

test.each([
  [{ students: 59 }, 'students must be a whole number from 60'],
  [{ students: 1.5 }, 'students must be a whole number'],
  [{ seed: -1 }, 'seed must be a whole number'],
  [{ courses: 3 }, 'courses must be a whole number from 16'],
  [{ students: 100, largest: 101 }, 'largest must be a whole number from 8 to 100'],
  [{ students: 100, courses: 1000 }, '100 students cannot fill 1000 courses'],
  [{ students: 1000, largest: 20 }, 'have no room for 1000 students'],
])('%j does not go together', (given, message) => {
  expect(() => campusPlan(given)).toThrow(PlanError)
  expect(() => campusPlan(given)).toThrow(message)
})
