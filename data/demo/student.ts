import { day, hour, type Moment, now } from './calendar.ts'
import type { Studies } from './cohort.ts'
import { drawHabits, type Habits } from './habits.ts'
import { type Name, personName } from './names.ts'
import { type Persona, personas } from './personas.ts'
import { pictureCount } from './pictures.ts'
import type { CampusPlan } from './plan.ts'
import { Random } from './random.ts'
import type { Meeting } from './timetable.ts'
import { freeWeek, type Slot } from './week.ts'

export interface Student extends Studies {
  index: number
  id: string
  name: Name
  isVerified: boolean
  isActive: boolean
  joined: Moment
  /** null: never signed in. */
  seen: Moment | null
  /** Number of the picture; null: none. */
  picture: number | null
  habits: Habits
  /** null: has no profile row. */
  preferences: Preferences | null
  week: Slot[]
}

/** null in a field: not said. */
export interface Preferences {
  location: 'library' | 'cafe' | 'home' | 'study_room' | 'any' | null
  style: 'collaborative' | 'quiet' | 'mixed' | null
  pace: 'slow' | 'moderate' | 'fast' | null
}

export function yearName(year: number): string {
  return ['', 'first-year', 'sophomore', 'junior', 'senior', 'grad student'][year] ?? ''
}

/** Makes the student of an index, always the same one. */
export function makeStudent(
  plan: CampusPlan,
  index: number,
  studies: Studies,
  classes: readonly Meeting[],
): Student {
  const random = new Random(plan.seed, 'student', index)
  const persona: Persona | undefined = personas[index]
  const id = random.uuid()
  const name = persona?.name ?? personName(random)
  const isVerified = !random.chance(0.04) || persona !== undefined
  const isActive = !random.chance(0.01) || persona !== undefined
  const joined = drawJoined(random, studies.year)
  const seen = isVerified && random.chance(0.93) ? drawSeen(random, joined) : null
  const picture = random.chance(0.52) ? random.whole(0, pictureCount - 1) : null
  // Who has not verified the address has seldom filled in anything.
  const isThere = isVerified || random.chance(0.3)
  const preferences = isThere && random.chance(0.92) ? drawPreferences(random) : null
  const habits = { ...drawHabits(random, studies.year, classes), ...persona?.habits }
  const hasHours = persona !== undefined || (isThere && random.chance(0.95))
  const week = hasHours ? freeWeek(random, habits, classes) : []
  const own = { picture, preferences, ...persona?.shown }
  return { ...studies, index, id, name, isVerified, isActive, joined, seen, habits, week, ...own }
}

/** Most sign up around the first week of classes, some did the year before. */
function drawJoined(random: Random, year: number): Moment {
  const minute = random.whole(8 * hour, 23 * hour)
  const before = year > 1 && random.chance(0.4)
  return (before ? -random.whole(110, 220) : Math.round(-8 + 40 * random.fraction() ** 2)) * day + minute
}

/** Half within the last two and a half days, a few not for weeks. */
function drawSeen(random: Random, joined: Moment): Moment {
  return Math.max(joined + 5, now - Math.round(40 * day * random.fraction() ** 4))
}

function drawPreferences(random: Random): Preferences {
  const said = <const Value>(values: readonly Value[], weights: number[]) =>
    random.chance(0.09) ? null : (values[random.weighted(weights)] ?? null)
  return {
    location: said(['library', 'cafe', 'home', 'study_room', 'any'], [30, 18, 12, 20, 20]),
    style: said(['collaborative', 'quiet', 'mixed'], [40, 25, 35]),
    pace: said(['slow', 'moderate', 'fast'], [18, 52, 30]),
  }
}
