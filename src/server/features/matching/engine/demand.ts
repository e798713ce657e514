import type { Roster } from './roster.ts'
import { pointsOf, traitsCount, unitsOf } from './traits.ts'
import { weekMinutes } from './week.ts'

export interface Demand {
  /** Sum of the scores, in twentieths, that a student's mates have on that student's list. */
  sumOf(row: number): number
  /**
   * What two students are to each other: the harmonic mean of each one's score on the other's list in relation to
   * the average score there. 1 is an average course-mate; who is free all week is not everybody's first choice.
   * One division of whole numbers, so that every computation of it gives the same number.
   */
  mutual(me: number, other: number, units: number): number
}

/** How much each student has to choose from, in a time that grows with the number of slots, not of pairs. */
export function demandOf(roster: Roster): Demand {
  const { size, counts, slots, traits } = roster
  const { starting, ended } = coverage(roster)
  const { preference, extras, allExtras } = traitSums(roster)
  const sums = new Float64Array(size)
  let place = 0
  for (let row = 0; row < size; row++) {
    const count = counts[row] as number
    let windows = -count // with oneself
    for (const end = place + 2 * count; place < end; place += 2)
      windows += (starting[slots[place + 1] as number] as number) - (ended[slots[place] as number] as number)
    const own = traits[row] as number
    sums[row] = unitsOf.window * windows + (preference[own] as number) + allExtras - (extras[own] as number)
  }
  const mates = size - 1

  return {
    sumOf: (row) => sums[row] ?? 0,
    mutual(me, other, units) {
      const mineOnTheirs =
        units - (extras[traits[other] as number] as number) + (extras[traits[me] as number] as number)
      if (units === 0 || mineOnTheirs === 0) return 0
      return (
        (2 * mates * units * mineOnTheirs) /
        (mineOnTheirs * (sums[me] as number) + units * (sums[other] as number))
      )
    },
  }
}

/** At each minute of the week: how many slots of the whole course start before it, and have ended by then. */
function coverage({ slots }: Roster) {
  const starting = new Uint32Array(weekMinutes + 2)
  const ended = new Uint32Array(weekMinutes + 2)
  for (let place = 0; place < slots.length; place += 2) {
    const [start, end] = [slots[place] as number, slots[place + 1] as number]
    starting[start + 1] = (starting[start + 1] as number) + 1
    ended[end] = (ended[end] as number) + 1
  }
  for (let minute = 1; minute <= weekMinutes; minute++) {
    starting[minute] = (starting[minute] as number) + (starting[minute - 1] as number)
    ended[minute] = (ended[minute] as number) + (ended[minute - 1] as number)
  }
  return { starting, ended }
}

/** What the traits of all mates bring, by one's own traits; and what a bio and a picture bring to others. */
function traitSums({ size, traits }: Roster) {
  const said = new Uint32Array(traitsCount >> 2)
  const extras = Uint8Array.from(
    { length: traitsCount },
    (_, value) => (value & 2 ? unitsOf.bio : 0) + (value & 1 ? unitsOf.picture : 0),
  )
  let allExtras = 0
  for (let row = 0; row < size; row++) {
    const value = traits[row] as number
    said[value >> 2] = (said[value >> 2] as number) + 1
    allExtras += extras[value] as number
  }
  const present = [...said.keys()].filter((value) => said[value])
  const preference = new Float64Array(traitsCount)
  for (const mine of present) {
    let sum = 0
    for (const theirs of present) {
      const { location, style, pace } = pointsOf(mine << 2, theirs << 2)
      const others = (said[theirs] as number) - Number(theirs === mine)
      sum += others * unitsOf.half * (location + style + pace)
    }
    preference.fill(sum, mine << 2, (mine << 2) + 4)
  }
  return { preference, extras, allExtras }
}
