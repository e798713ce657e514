import { type Activity, clubs, jobs } from './activities.ts'
import type { Random } from './random.ts'
import { type Meeting, overlap } from './timetable.ts'

/** How a student spends the hours outside class. Times are minutes after midnight. */
export interface Habits {
  sleeper: 'lark' | 'ordinary' | 'owl'
  wake: number
  /** May be past midnight: 1500 is 01:00. */
  bed: number
  /** Minutes each way; 0 for one who lives on campus. */
  commute: number
  job: Activity | null
  club: Activity | null
  /** Begin of dinner. */
  dinner: number
  outOnWeekends: boolean
  /** Minutes between two classes that are gone anyway. */
  passing: number
  /** How likely one offers what is free of a night, morning, afternoon and evening. */
  offers: number[]
  /** What one rounds hours to when entering them. */
  grid: number
  /** Shortest window worth entering. */
  shortest: number
}

/** Night, morning, afternoon, evening. */
const likings = { lark: [0, 0.75, 0.6, 0.3], ordinary: [0.15, 0.5, 0.65, 0.6], owl: [0.6, 0.2, 0.5, 0.75] }

/** Draws a life that goes with the student's classes. */
export function drawHabits(random: Random, year: number, classes: readonly Meeting[]): Habits {
  const sleeper = (['lark', 'ordinary', 'owl'] as const)[random.weighted([22, 50, 28])] ?? 'ordinary'
  return {
    ...sleep(random, sleeper),
    sleeper,
    commute: random.chance(year === 1 ? 0.08 : 0.3) ? random.stepped(20, 55, 5) : 0,
    job: random.chance(year === 1 ? 0.2 : 0.4)
      ? some(random, random.pick(jobs), classes, random.whole(2, 3))
      : null,
    club: random.chance(0.42) ? some(random, random.pick(clubs), classes, 7) : null,
    dinner: random.stepped(17 * 60, 19 * 60, 15),
    outOnWeekends: random.chance(0.65),
    passing: random.pick([0, 10, 10, 15]),
    offers: likings[sleeper].map((liking) => Math.min(1, liking * random.pick([0.4, 0.8, 1, 1.3]))),
    grid: [30, 15, 5][random.weighted([68, 20, 12])] ?? 30,
    shortest: random.pick([30, 45, 60, 60, 90]),
  }
}

function sleep(random: Random, sleeper: Habits['sleeper']): { wake: number; bed: number } {
  if (sleeper === 'lark') return { wake: random.stepped(315, 390, 15), bed: random.stepped(1275, 1335, 15) }
  if (sleeper === 'owl') return { wake: random.stepped(540, 630, 15), bed: random.stepped(1470, 1590, 15) }
  return { wake: random.stepped(405, 495, 15), bed: random.stepped(1350, 1440, 15) }
}

/** An activity at up to `most` of its times, those that no class forbids; null when classes forbid all. */
function some(
  random: Random,
  activity: Activity,
  classes: readonly Meeting[],
  most: number,
): Activity | null {
  const possible = activity.times.filter((time) => !overlap([time], classes))
  const times = random.shuffled(possible).slice(0, most)
  return times.length > 0 ? { ...activity, times } : null
}
