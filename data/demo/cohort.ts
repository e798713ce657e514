import type { Course } from './courses.ts'
import { isPersona } from './personas.ts'
import type { CampusPlan } from './plan.ts'
import { Random } from './random.ts'

/** What a student studies, before any course is chosen. */
export interface Studies {
  /** Index into `departments`. */
  major: number
  /** 1 to 4 for an undergraduate, 5 for a graduate student. */
  year: number
  /** Courses this term. */
  load: number
}

const loads = [
  [],
  [0, 0, 0, 0.15, 0.6, 0.25],
  [0, 0, 0, 0.2, 0.55, 0.25],
  [0, 0, 0, 0.2, 0.55, 0.25],
  [0, 0, 0, 0.35, 0.5, 0.15],
  [0, 0, 0, 0.9, 0.1],
]

/** Year and load need no courses; how many seats a campus needs follows from them. */
export function yearAndLoad(plan: CampusPlan, student: number): { year: number; load: number } {
  const random = new Random(plan.seed, 'year', student)
  // Two sophomores are the ones to sign in as.
  if (isPersona(student)) return { year: 2, load: 4 }
  // A campus of few courses has hardly any graduate ones.
  const graduates = plan.courses > 200 ? 5 : 0.6
  const year = 1 + random.weighted([29, 26, 24, 21, graduates])
  return { year, load: random.weighted(loads[year] ?? []) }
}

/** Seats that all students together take. */
export function seatsTaken(plan: CampusPlan): number {
  let seats = 0
  for (let student = 0; student < plan.students; student++) seats += yearAndLoad(plan, student).load
  return seats
}

/** Says what each student studies: the more a department teaches beyond the first year, the more of its own it has. */
export function cohort(plan: CampusPlan, courses: Course[]): (student: number) => Studies {
  const undergraduate: number[] = []
  const graduate: number[] = []
  for (const { department, level, seats } of courses) {
    undergraduate[department] = (undergraduate[department] ?? 0) + seats * (level > 1 ? 1 : 0.15)
    graduate[department] = (graduate[department] ?? 0) + (level === 5 ? seats : 0)
  }
  return (student) => {
    const { year, load } = yearAndLoad(plan, student)
    if (isPersona(student)) return { major: 0, year, load }
    const random = new Random(plan.seed, 'major', student)
    const major = year === 5 ? random.weighted(graduate) : -1
    return { major: major >= 0 ? major : random.weighted(undergraduate), year, load }
  }
}
