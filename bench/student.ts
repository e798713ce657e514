import { drawHabits } from '../data/demo/habits.ts'
import { type Name, personName } from '../data/demo/names.ts'
import { Random } from '../data/demo/random.ts'
import type { Meeting } from '../data/demo/timetable.ts'
import { timetable } from '../data/demo/timetable.ts'
import { freeWeek, type Slot } from '../data/demo/week.ts'

/** A student as the benches need one: what matching reads, and what a page shows. */
export interface BenchStudent {
  id: string
  name: Name
  isVerified: boolean
  isActive: boolean
  joined: Date
  hasPicture: boolean
  /** null: has no profile row. */
  profile: { location: string | null; style: string | null; pace: string | null; bio: string | null } | null
  week: Slot[]
}

const termBegins = Date.UTC(2026, 7, 24)
const minute = 60_000
const locations = ['library', 'cafe', 'home', 'study_room', 'any']
const styles = ['collaborative', 'quiet', 'mixed']
const paces = ['slow', 'moderate', 'fast']
const sentence =
  'I like to go through the exercises together before the tutorial and compare notes after it. '

/** Says who the student of an index is, always the same one for the same seed. */
export function benchStudents(seed: number): (index: number) => BenchStudent {
  const times = timetable(new Random(seed, 'times'))
  const classes = Array.from({ length: 64 }, (_, index) => times('class', index % 16).flat())
  return (index) => {
    const random = new Random(seed, 'student', index)
    const said = (values: string[]) => (random.chance(0.09) ? null : random.pick(values))
    const [location, style, pace] = [said(locations), said(styles), said(paces)]
    const length = random.whole(30, 180)
    const bio = random.chance(0.76) ? sentence.repeat(3).slice(0, length).trim() : null
    return {
      id: random.uuid(),
      name: personName(random),
      isVerified: !random.chance(0.04),
      isActive: !random.chance(0.01),
      // To the minute, as from a clock that many sign up by: ties happen.
      joined: new Date(termBegins + random.whole(-30 * 24 * 60, 60 * 24 * 60) * minute),
      hasPicture: random.chance(0.6),
      profile: random.chance(0.92) ? { location, style, pace, bio } : null,
      week: random.chance(0.94) ? drawWeek(random, classes) : [],
    }
  }
}

/** Some eight slots, rounded to 30, 15 or 5 minutes as people do; with some, to none. */
export function drawWeek(random: Random, classes: Meeting[][]): Slot[] {
  const own = [1, 2, 3, 4].flatMap(() => random.pick(classes))
  const week = freeWeek(random, drawHabits(random, random.whole(1, 4), own), own)
  if (!random.chance(0.08)) return week
  return week.map(({ day, start, end }) => ({ day, start: start + random.whole(1, 14), end }))
}
