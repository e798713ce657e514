/** The demo campus. Its domain can never be a real one (RFC 2606). */
export const university = {
  name: 'Northfield University',
  domain: 'northfield.example',
  timeZone: 'America/Chicago',
  semester: 'Fall 2026',
}

/** What a campus is made from; equal plans give equal campuses, ids included. */
export interface CampusPlan {
  seed: number
  students: number
  courses: number
  /** Seats of the largest course. */
  largest: number
}

export const smallestCourse = 8

/** Courses a student takes on average, for judging whether a plan can be filled. */
const coursesPerStudent = 4.05

export class PlanError extends Error {}

/**
 * Fills what is not given: 1,500 students, 60 courses and a largest course of 600, and from there courses
 * and lectures both grow with the campus (100,000 students: about 1,400 courses, the largest of 4,900).
 * @throws PlanError if students and courses do not go together
 */
export function campusPlan(given: Partial<CampusPlan> = {}): CampusPlan {
  const students = given.students ?? 1500
  const scale = students / 1500
  const plan = {
    seed: given.seed ?? 1,
    students,
    courses: given.courses ?? Math.max(16, Math.round(60 * scale ** 0.75)),
    largest: given.largest ?? Math.round(600 * Math.min(scale, scale ** 0.5)),
  }
  refuseImpossible(plan)
  return plan
}

function refuseImpossible({ seed, students, courses, largest }: CampusPlan): void {
  const whole = (name: string, value: number, least: number, most: number) => {
    if (!Number.isInteger(value) || value < least || value > most)
      throw new PlanError(`${name} must be a whole number from ${least} to ${most}, not ${value}.`)
  }
  whole('seed', seed, 0, 0xffff_ffff)
  whole('students', students, 60, 2_000_000)
  whole('courses', courses, 16, 50_000)
  whole('largest', largest, smallestCourse, students)
  const seats = students * coursesPerStudent
  if (courses * smallestCourse > seats * 0.9)
    throw new PlanError(`${students} students cannot fill ${courses} courses of at least ${smallestCourse}.`)
  if (courses * largest < seats * 1.1)
    throw new PlanError(`${courses} courses of at most ${largest} have no room for ${students} students.`)
}
