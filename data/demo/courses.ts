import { type Department, departments, type Kind, offerings } from './catalogue.ts'
import { courseSizes } from './course-sizes.ts'
import { personName } from './names.ts'
import type { CampusPlan } from './plan.ts'
import { Random } from './random.ts'
import { describe, type Meeting, timetable } from './timetable.ts'

export interface Course {
  id: string
  code: string
  section: string
  title: string
  instructor: string | null
  schedule: string | null
  /** Index into `departments`. */
  department: number
  /** Courses of one sequence are not taken together. */
  sequence: string
  /** 1 for a first-year course … 5 for a graduate one. */
  level: number
  meetings: Meeting[]
  seats: number
}

/** The courses of a campus, the largest first; their seats add up to about `seats`. */
export function campusCourses(plan: CampusPlan, seats: number): Course[] {
  const random = new Random(plan.seed, 'courses')
  const meet = timetable(random)
  const teaches = faculty(random)
  const sizes = courseSizes(plan, seats)
  return offerings(plan.courses).map(({ department, course, section }, rank) => {
    const parts = meet(course.kind, department)
    return {
      id: random.uuid(),
      code: `${subject(department).code} ${course.number}`,
      section: String(section).padStart(3, '0'),
      title: course.title,
      instructor: course.kind === 'arranged' ? null : teaches(department),
      schedule: scheduleText(course.kind, parts),
      department,
      sequence:
        course.kind === 'language'
          ? `language ${department}`
          : `${department} ${course.title.replace(/ I+$/, '')}`,
      level: Math.floor(course.number / 100),
      meetings: parts.flat(),
      seats: sizes[rank] ?? 0,
    }
  })
}

export function subject(department: number): Department {
  const found = departments[department]
  if (!found) throw new RangeError(`there is no department ${department}`)
  return found
}

/** The title as students say it. */
export function shortTitle({ title }: Course): string {
  return title.replace('Introduction to', 'Intro to')
}

function scheduleText(kind: Kind, [classes, lab]: Meeting[][]): string | null {
  if (kind === 'online') return 'Online, any time'
  if (!classes) return null
  return lab ? `${describe(classes)}, lab ${describe(lab)}` : describe(classes)
}

/** Each department's teachers take a few courses apiece. */
function faculty(random: Random): (department: number) => string {
  const teachers = new Map<number, { name: string; courses: number }[]>()
  return (department) => {
    const staff = teachers.get(department) ?? []
    teachers.set(department, staff)
    const free = staff.find(({ courses }) => courses < 3 && random.chance(0.3))
    if (free) {
      free.courses++
      return free.name
    }
    const { first, last } = personName(random)
    const name = `${random.chance(0.75) ? 'Dr.' : 'Prof.'} ${first} ${last}`
    staff.push({ name, courses: 1 })
    return name
  }
}
