import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type Advice, advise } from './advice.ts'
import { conditionsFor, filters } from './filters.fixture.ts'
import type { Filters } from './filters.ts'
import { rosterOf, type Student, sharesTime, students, studentsAlike } from './student.fixture.ts'
import { ownersOf } from './week.fixture.ts'

/** Counts mate by mate and hour by hour, the hours minute by minute. */
function adviseNaively(all: readonly Student[], me: Student, filters: Filters): Advice {
  const mates = all.filter((one) => one !== me)
  const { location, style, pace, day } = conditionsFor(me, filters)
  const without = (condition: (mate: Student) => boolean) => mates.filter((mate) => !condition(mate)).length
  const like = mates.filter((mate) => location(mate) && style(mate) && pace(mate))
  const strangers = mates.filter((mate) => !sharesTime(me, mate))
  const hours: Advice['hours'] = []
  for (let start = 0; start < 7 * 1440; start += 30) {
    const dayOfStart = Math.floor(start / 1440)
    if (filters.day !== undefined && dayOfStart !== filters.day) continue
    if (Math.floor((start + 59) / 1440) !== dayOfStart) continue
    const count = strangers.filter(({ slots }) =>
      ownersOf(slots)
        .subarray(start, start + 60)
        .every((owner) => owner !== -1),
    ).length
    if (count >= 3) hours.push({ start, students: count })
  }
  return {
    mates: mates.length,
    fitting: like.filter((mate) => sharesTime(me, mate, filters.day)).length,
    without: {
      sharedHours: without((mate) => sharesTime(me, mate)),
      location: without(location),
      style: without(style),
      pace: without(pace),
      day: without(day),
    },
    hours: bestDisjoint(hours),
  }
}

/** Takes the hour with most students, the earlier of equal ones, and drops what overlaps it, five times. */
function bestDisjoint(hours: Advice['hours']): Advice['hours'] {
  const chosen: Advice['hours'] = []
  let left = hours
  while (left.length > 0 && chosen.length < 5) {
    const most = Math.max(...left.map(({ students }) => students))
    const best = left.find(({ students }) => students === most) as Advice['hours'][number]
    chosen.push(best)
    left = left.filter(({ start }) => start + 60 <= best.start || best.start + 60 <= start)
  }
  return chosen
}

const classOf = (people: fc.Arbitrary<Student[]>) =>
  people.chain((all) => fc.record({ all: fc.constant(all), me: fc.constantFrom(...all) }))
const adviceOf = (all: Student[], me: Student, filters: Filters) =>
  advise(rosterOf(all), all.indexOf(me), filters)

describe('advice', () => {
  test.each([
    ['of many weeks', students(1, 30)],
    ['whose students are alike, so that hours bring many', studentsAlike(1, 40)],
  ])('in a class %s is what one counts mate by mate and hour by hour', (_, people) => {
    fc.assert(
      fc.property(classOf(people), filters, ({ all, me }, filters) => {
        expect(adviceOf(all, me, filters)).toEqual(adviseNaively(all, me, filters))
      }),
      { numRuns: 300 },
    )
  })

  test('proposes no hour that brings fewer than three, and none that is partly free already', () => {
    fc.assert(
      fc.property(classOf(studentsAlike(1, 40)), filters, ({ all, me }, filters) => {
        const mine = ownersOf(me.slots)
        for (const { start, students } of adviceOf(all, me, filters).hours) {
          expect(students).toBeGreaterThanOrEqual(3)
          expect([...mine.subarray(start, start + 60)].every((owner) => owner === -1)).toBe(true)
        }
      }),
      { numRuns: 300 },
    )
  })

  test('an hour added brings as many as it says', () => {
    fc.assert(
      fc.property(classOf(studentsAlike(4, 40)), filters, ({ all, me }, { day }) => {
        const filters = { day }
        const before = adviceOf(all, me, filters)
        for (const { start, students } of before.hours) {
          const slots = Uint16Array.from([...me.slots, start, start + 60]).sort()
          const changed = { ...me, slots }
          const after = adviceOf(
            all.map((one) => (one === me ? changed : one)),
            changed,
            filters,
          )
          // More than free for the whole of it may share a part.
          expect(after.fitting - before.fitting).toBeGreaterThanOrEqual(students)
        }
      }),
    )
  })
})
