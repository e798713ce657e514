import fc from 'fast-check'
import { expect, test } from 'vitest'
import { changeRoster, type RosterChange } from './changes.ts'
import { unpackRow } from './packed.ts'
import { pack, rosterOf, type Student, students } from './student.fixture.ts'
import { wordsOf } from './student-id.ts'

const change = (id: string, student: Student | null): RosterChange => ({
  id: wordsOf(id),
  row: student && unpackRow(pack(student)),
})

/** Who is in the course, and what becomes of somebody: another state of anybody, or none any more. */
const history = students(2, 160).chain((people) => {
  const somebody = fc.constantFrom(...people)
  const event = fc.record({
    who: somebody,
    // Another's joining and hours: the same, an earlier or a later place in tie order.
    as: fc.option(somebody, { freq: 3 }),
  })
  const step = fc.uniqueArray(event, { selector: ({ who }) => who.id, maxLength: 40, size: 'max' })
  return fc.record({ before: fc.subarray(people), steps: fc.array(step, { minLength: 1, maxLength: 5 }) })
})

test('after any changes the roster is the one that is built from scratch, column by column', () => {
  fc.assert(
    fc.property(history, ({ before, steps }) => {
      const there = new Map(before.map((one) => [one.id, one]))
      let roster = rosterOf(before)
      for (const step of steps) {
        const changes = step.map(({ who, as }) => change(who.id, as && { ...as, id: who.id }))
        for (const { who, as } of step) {
          if (as) there.set(who.id, { ...as, id: who.id })
          else there.delete(who.id)
        }
        const old = structuredClone(roster)
        const changed = changeRoster(roster, changes)
        expect(changed).toEqual(rosterOf([...there.values()]))
        expect(roster).toEqual(old)
        roster = changed
      }
    }),
    { numRuns: 200, interruptAfterTimeLimit: 20_000 },
  )
})

test('no change, everybody new and everybody gone', () => {
  fc.assert(
    fc.property(students(0, 70), (all) => {
      const roster = rosterOf(all)
      expect(changeRoster(roster, [])).toEqual(roster)
      expect(
        changeRoster(
          rosterOf([]),
          all.map((one) => change(one.id, one)),
        ),
      ).toEqual(roster)
      expect(
        changeRoster(
          roster,
          all.map(({ id }) => change(id, null)),
        ),
      ).toEqual(rosterOf([]))
    }),
  )
})
