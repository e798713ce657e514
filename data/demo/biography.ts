import bios from './bios.json' with { type: 'json' }
import { type Course, shortTitle, subject } from './courses.ts'
import { personas } from './personas.ts'
import { Random } from './random.ts'
import { type Student, yearName } from './student.ts'
import { capital, fill } from './template.ts'

/**
 * What a student says of themselves: null or empty for some, one line for some, else two to five sentences that
 * agree with the person's courses, preferences, habits and week.
 */
export function biography(seed: number, student: Student, courses: readonly Course[]): string | null {
  const persona = personas[student.index]
  if (persona) return persona.bio
  const random = new Random(seed, 'biography', student.index)
  const kind = random.weighted([15, 3, 9, 73])
  if (kind === 0) return null
  if (kind === 1) return ''
  const text = kind === 2 ? oneLine(random) : sentences(random, student, courses).join(' ')
  return fill(text, words(random, student, courses))
}

function oneLine(random: Random): string {
  const line = random.pick(bios.short)
  if (random.chance(0.5)) return line
  return `${line}${/[.?:)]$/.test(line) ? '' : '.'} ${random.pick(bios.human)}`
}

function sentences(random: Random, student: Student, courses: readonly Course[]): string[] {
  const { style, pace, location } = student.preferences ?? {}
  const company = companyWanted(random, focus(student, courses))
  const { commute, job, club, sleeper } = student.habits
  const activity = job || club ? bios.activity : []
  // Each with how often it is said; the order is the order of speaking.
  const possible: [number, string[]][] = [
    [0.75, random.chance(0.08) ? bios.whoTransfer : bios.who],
    [0.7, company],
    [0.3, style ? bios.style[style] : []],
    [0.15, pace ? bios.pace[pace] : []],
    [0.2, location ? bios.place[location] : []],
    [0.3, commute > 0 && random.chance(0.5) ? bios.commute : bios.time[sleeper]],
    [0.2, activity],
    [0.22, bios.human],
    [0.22, bios.end],
  ]
  const said = possible.flatMap(([often, variants]) =>
    variants.length > 0 && random.chance(often) ? [random.pick(variants)] : [],
  )
  return said.length > 1 ? said : [random.pick(bios.who), random.pick(company)]
}

/** The course a student is most likely to want company for: one of the own department, if any. */
function focus(student: Student, courses: readonly Course[]): Course {
  const found = courses.find(({ department }) => department === student.major) ?? courses[0]
  if (!found) throw new Error(`student ${student.index} has no course`)
  return found
}

/** Templates that say what one wants company for; only a course with a lab has lab reports. */
function companyWanted(random: Random, course: Course): string[] {
  const { work } = subject(course.department)
  if (work !== 'lab') return bios.course[work]
  return course.schedule?.includes('lab') && random.chance(0.4) ? bios.course.lab : bios.course.science
}

function words(random: Random, student: Student, courses: readonly Course[]): Record<string, string> {
  const course = focus(student, courses)
  const second = courses.find((other) => other !== course) ?? course
  const { major } = subject(student.major)
  const year = yearName(student.year)
  const { job, club } = student.habits
  return {
    first: student.name.first,
    major,
    Major: capital(major),
    year,
    Year: capital(year),
    Ordinal: bios.ordinal[student.year] ?? '',
    class: bios.class[student.year] ?? '',
    course2: shortTitle(second),
    course: random.chance(0.3) ? course.code : shortTitle(course),
    code: course.code,
    section: course.section,
    code2: second.code,
    activity: (random.chance(0.5) ? job : club)?.phrase ?? (job ?? club)?.phrase ?? '',
  }
}
