import { type Filters, fitting } from './filters.ts'
import { type Roster, slotsOf } from './roster.ts'
import { meets, prepareWeek, slotsOfDay, weekMinutes } from './week.ts'

export interface Advice {
  mates: number
  /** Mates whom all filters leave and who share a window (on the day, where one is set). */
  fitting: number
  /** Mates whom each condition alone leaves out. */
  without: Record<'sharedHours' | 'location' | 'style' | 'pace' | 'day', number>
  /** Hours not free yet, by minute of the week: how many mates without a shared window are free then; best first, disjoint. */
  hours: { start: number; students: number }[]
}

/** An hour is proposed from every half hour on. */
const step = 30
const length = 60
const mostHours = 5
/** Fewer would tell of somebody. */
const fewest = 3

/** Why a student's list is short, counted exactly over the whole roster in one pass over its slots. */
export function advise(roster: Roster, me: number, filters: Filters): Advice {
  const { size, counts, slots, traits } = roster
  const { location, style, pace, day } = filters
  const mine = slotsOf(roster, me)
  const week = prepareWeek(mine)
  const onDay = day === undefined ? null : prepareWeek(slotsOfDay(mine, day))
  const fits = { location: fitting({ location }), style: fitting({ style }), pace: fitting({ pace }) }
  const without = { sharedHours: 0, location: 0, style: 0, pace: 0, day: 0 }
  const gains = new Int32Array(weekMinutes / step + 1)
  let together = 0
  let place = 0
  for (let row = 0; row < size; row++) {
    const first = place
    place += 2 * (counts[row] as number)
    if (row === me) continue
    const own = traits[row] as number
    const shares = meets(week, slots, first, place)
    const sharesDay = onDay ? meets(onDay, slots, first, place) : shares
    let isFitting = true
    for (const name of ['location', 'style', 'pace'] as const) {
      if (!fits[name] || fits[name][own]) continue
      without[name]++
      isFitting = false
    }
    if (!shares) {
      without.sharedHours++
      // Whatever the filters: of two answers that differ in one filter, the difference could tell of one student.
      addFreeHours(gains, slots.subarray(first, place))
    }
    if (onDay && !sharesDay) without.day++
    if (isFitting && sharesDay) together++
  }
  return { mates: size - 1, fitting: together, without, hours: bestHours(gains, day) }
}

/** Counts one student at every hour that lies within a slot; disjoint slots have disjoint hours. */
function addFreeHours(gains: Int32Array, slots: Uint16Array): void {
  for (let i = 0; i < slots.length; i += 2) {
    const first = Math.ceil((slots[i] as number) / step)
    const last = Math.floor(((slots[i + 1] as number) - length) / step)
    if (last < first) continue
    gains[first] = (gains[first] as number) + 1
    gains[last + 1] = (gains[last + 1] as number) - 1
  }
}

/** The hours that bring most, of overlapping ones the better. */
function bestHours(gains: Int32Array, day: number | undefined): Advice['hours'] {
  const all: Advice['hours'] = []
  let students = 0
  for (let index = 0; index < weekMinutes / step; index++) {
    students += gains[index] as number
    const start = index * step
    if (students >= fewest && (day === undefined || Math.floor(start / 1440) === day))
      all.push({ start, students })
  }
  all.sort((a, b) => b.students - a.students || a.start - b.start)
  const chosen: Advice['hours'] = []
  for (const hour of all) {
    if (chosen.length === mostHours) break
    if (chosen.every((other) => Math.abs(other.start - hour.start) >= length)) chosen.push(hour)
  }
  return chosen
}
