import type { Kind } from './catalogue.ts'
import type { Random } from './random.ts'

/** A stretch of one weekday in minutes after midnight, campus time; 0 = Sunday. */
export interface Meeting {
  day: number
  start: number
  end: number
}

/** Days, minutes a meeting, and when it may begin. */
interface Pattern {
  days: number[]
  minutes: number
  starts: number[]
}

const at = (...hours: number[]) => hours.map((hour) => Math.round(hour * 60))

const threeTimes: Pattern = { days: [1, 3, 5], minutes: 50, starts: at(8, 9, 10, 11, 12, 13, 14) }
const twice: Pattern = { days: [2, 4], minutes: 75, starts: at(8, 9.5, 11, 12.5, 14, 15.5) }
const twiceLate: Pattern = { days: [1, 3], minutes: 75, starts: at(15, 16.5) }
const fourTimes: Pattern = { days: [1, 2, 3, 4], minutes: 50, starts: at(9, 10, 11, 13) }
const studio: Pattern[] = [
  [1, 3],
  [2, 4],
].map((days) => ({ days, minutes: 165, starts: at(9, 13, 16) }))
const seminar: Pattern[] = [1, 2, 3, 4].map((day) => ({
  days: [day],
  minutes: 150,
  starts: at(13, 15.5, 18),
}))
const lab: Pattern[] = [1, 2, 3, 4, 5].map((day) => ({ days: [day], minutes: 170, starts: at(13.5) }))

const patterns: Record<Kind, Pattern[]> = {
  lecture: [threeTimes, twice],
  class: [threeTimes, twice, twiceLate],
  lab: [threeTimes, twice],
  seminar,
  language: [fourTimes],
  studio,
  online: [],
  arranged: [],
}

/** Hands out class times so that a department's courses spread over the week. */
export function timetable(random: Random): (kind: Kind, department: number) => Meeting[][] {
  const used = new Map<string, number>()
  const choose = (from: Pattern[], department: number): Meeting[] => {
    const options = from.flatMap(({ days, minutes, starts }) =>
      starts.map((start) => days.map((day) => ({ day, start, end: start + minutes }))),
    )
    const uses = (meetings: Meeting[]) => {
      const time = describe(meetings)
      return { all: used.get(time) ?? 0, own: used.get(`${department} ${time}`) ?? 0 }
    }
    const weights = options.map(uses).map(({ all, own }) => 1 / ((1 + all) * (1 + 2 * own) ** 3))
    const chosen = options[random.weighted(weights)] ?? []
    const { all, own } = uses(chosen)
    used.set(describe(chosen), all + 1).set(`${department} ${describe(chosen)}`, own + 1)
    return chosen
  }
  return (kind, department) => {
    const classes = choose(patterns[kind], department)
    if (kind !== 'lab') return classes.length === 0 ? [] : [classes]
    for (;;) {
      const session = choose(lab, department)
      if (!overlap(classes, session)) return [classes, session]
    }
  }
}

/** Whether two sets of meetings are ever at the same time. */
export function overlap(some: readonly Meeting[], others: readonly Meeting[]): boolean {
  return some.some((a) => others.some((b) => a.day === b.day && a.start < b.end && b.start < a.end))
}

const letters = ['Su', 'M', 'T', 'W', 'Th', 'F', 'Sa']

/** As a timetable prints it: `MWF 10:00–10:50`. */
export function describe(meetings: readonly Meeting[]): string {
  const first = meetings[0]
  if (!first) return ''
  return `${meetings.map(({ day }) => letters[day]).join('')} ${clock(first.start)}–${clock(first.end)}`
}

/** Minutes after midnight as `9:05`; 24:00 stays 24:00. */
export function clock(minutes: number): string {
  return `${Math.floor(minutes / 60)}:${String(minutes % 60).padStart(2, '0')}`
}
