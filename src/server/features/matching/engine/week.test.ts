import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { minutesOfBoth, ownersOf, slotsFrom, week, windowsOf } from './week.fixture.ts'
import {
  freeBefore,
  meets,
  minutesShared,
  prepareWeek,
  type Slots,
  sharedSlots,
  slotsOfDay,
  weekMinutes,
} from './week.ts'

const slots = week.map(slotsFrom)
const pairs = fc.tuple(slots, slots)
/** The weeks are hard to shrink, and many are needed to have slots meet at every kind of edge. */
const often = { numRuns: 1000 }

/** As the ranking counts them, with the other's slots amid those of others. */
function windowsByTables(mine: Slots, theirs: Slots): number {
  const { starting, ended } = prepareWeek(mine)
  let windows = 0
  for (let i = 0; i < theirs.length; i += 2)
    windows += (starting[theirs[i + 1] ?? 0] ?? Number.NaN) - (ended[theirs[i] ?? 0] ?? Number.NaN)
  return windows
}

describe('two weeks', () => {
  test('overlap as often as pairs of their slots have a minute in common', () => {
    fc.assert(
      fc.property(pairs, ([a, b]) => {
        expect(windowsByTables(a, b)).toBe(windowsOf(a, b))
        expect(windowsByTables(b, a)).toBe(windowsOf(a, b))
      }),
      often,
    )
  })

  test('share the slots that their common minutes make, one for each pair that overlaps, in order', () => {
    fc.assert(
      fc.property(pairs, ([a, b]) => {
        const shared = sharedSlots(a, b)
        expect(
          shared.flatMap(({ start, end }) => Array.from({ length: end - start }, (_, i) => start + i)),
        ).toEqual(minutesOfBoth(a, b))
        expect(shared).toHaveLength(windowsOf(a, b))
      }),
      often,
    )
  })

  test('meet, and share minutes, from any place on among the slots of others', () => {
    fc.assert(
      fc.property(pairs, slots, ([a, b], others) => {
        const column = Uint16Array.from([...others, ...b, ...others])
        const [first, end] = [others.length, others.length + b.length]
        const common = minutesOfBoth(a, b).length
        expect(meets(prepareWeek(a), column, first, end)).toBe(common > 0)
        expect(minutesShared(freeBefore(a), column, first, end)).toBe(common)
      }),
      often,
    )
  })

  test.each([
    ['touch', [60, 120], [120, 180], 0],
    ['touch across midnight', [1380, 1440], [1440, 1500], 0],
    ['share one minute', [60, 121], [120, 180], 1],
    ['are whole days beside a slot past midnight', [0, 1440, 1440, 2880], [1400, 1440, 1440, 1450], 50],
    ['are both the whole week', [0, weekMinutes], [0, weekMinutes], weekMinutes],
    ['end with the week', [weekMinutes - 1, weekMinutes], [0, weekMinutes], 1],
  ])('that %s', (_, a, b, minutes) => {
    const [mine, theirs] = [Uint16Array.from(a), Uint16Array.from(b)]
    expect(windowsByTables(mine, theirs)).toBe(windowsOf(mine, theirs))
    expect(minutesShared(freeBefore(mine), theirs, 0, theirs.length)).toBe(minutes)
  })
})

test('the free minutes before each minute are counted', () => {
  fc.assert(
    fc.property(slots, (mine) => {
      const free = freeBefore(mine)
      const owners = ownersOf(mine)
      let sum = 0
      for (let minute = 0; minute <= weekMinutes; minute++) {
        if (free[minute] !== sum) expect(free[minute], `before minute ${minute}`).toBe(sum)
        if (minute < weekMinutes && owners[minute] !== -1) sum++
      }
    }),
  )
})

test('the slots of a day are those of the week that lie in it', () => {
  fc.assert(
    fc.property(week, fc.nat(6), (all, day) => {
      expect(slotsOfDay(slotsFrom(all), day)).toEqual(slotsFrom(all.filter((slot) => slot.day === day)))
    }),
  )
})
