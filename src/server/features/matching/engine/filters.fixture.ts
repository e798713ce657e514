import fc from 'fast-check'
import type { Filters } from './filters.ts'
import { type Student, sharesTime } from './student.fixture.ts'

export const filters: fc.Arbitrary<Filters> = fc.record(
  {
    location: fc.constantFrom('library', 'cafe', 'home', 'study_room', 'any'),
    style: fc.constantFrom('collaborative', 'quiet', 'mixed'),
    pace: fc.constantFrom('slow', 'moderate', 'fast'),
    day: fc.nat(6),
  },
  { requiredKeys: [] },
)

/** Of each condition that is set, whether the mate meets it. */
export function conditionsFor(me: Student, { location, style, pace, day }: Filters) {
  return {
    location: ({ said }: Student) =>
      location === undefined || said.location === location || said.location === 'any',
    style: ({ said }: Student) => style === undefined || said.style === style || said.style === 'mixed',
    pace: ({ said }: Student) => pace === undefined || said.pace === pace,
    day: (mate: Student) => day === undefined || sharesTime(me, mate, day),
  }
}

export function isLeft(me: Student, mate: Student, filters: Filters): boolean {
  return Object.values(conditionsFor(me, filters)).every((meets) => meets(mate))
}
