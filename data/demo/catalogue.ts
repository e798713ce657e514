import departmentsJson from './catalogue.json' with { type: 'json' }

/** What a department's courses ask of one between classes. */
export type Work = 'code' | 'problems' | 'lab' | 'reading' | 'cases' | 'language' | 'studio'

/** How a course meets. */
export type Kind = 'lecture' | 'lab' | 'class' | 'seminar' | 'language' | 'studio' | 'online' | 'arranged'

export interface Department {
  code: string
  name: string
  /** The subject as a student says it: "computer science". */
  major: string
  work: Work
  /** Departments whose courses its students often take too. */
  near: string[]
  courses: CatalogueCourse[]
}

export interface CatalogueCourse {
  number: number
  title: string
  kind: Kind
  /** Rough seats of each section on a campus of 1,500; absent: offered by larger ones only. */
  sizes?: number[]
}

export const departments = departmentsJson as Department[]

/** One section of a course as offered this term. */
export interface Offering {
  department: number
  course: CatalogueCourse
  section: number
  /** Rough demand: says which of the offerings are the larger ones. */
  demand: number
}

/** The `count` offerings of a campus, the largest first. */
export function offerings(count: number): Offering[] {
  const always = departments.flatMap((_, department) => staple(department))
  const chosen =
    always.length >= count ? leaveOut(always, count) : [...always, ...further(count - always.length)]
  return chosen.sort((a, b) => b.demand - a.demand)
}

function staple(department: number): Offering[] {
  return (departments[department]?.courses ?? []).flatMap((course) =>
    (course.sizes ?? []).map((demand, index) => ({ department, course, section: index + 1, demand })),
  )
}

/** The lower the number, the more students: the first two years serve every department. */
const demandOfLevel = [0, 130, 75, 38, 18, 10]

/** A large campus adds courses of every department in turn, then more and more sections of each. */
function further(count: number): Offering[] {
  const result: Offering[] = []
  for (let section = 1; result.length < count; section++) {
    const round = departments.flatMap(({ courses }, department) =>
      courses.map((course, index) => ({ department, course, section, turn: index / courses.length })),
    )
    for (const { department, course } of round.sort((a, b) => a.turn - b.turn)) {
      if (section <= (course.sizes?.length ?? 0) || (section > 1 && course.kind === 'arranged')) continue
      const demand = course.sizes?.[0] ?? demandOfLevel[Math.floor(course.number / 100)] ?? 10
      result.push({ department, course, section, demand: demand * 0.65 ** (section - 1) })
    }
  }
  return result.slice(0, count)
}

/** A small campus offers every so-manieth of the staple, so that it still has lectures and seminars. */
function leaveOut(all: Offering[], count: number): Offering[] {
  const sorted = all.sort((a, b) => b.demand - a.demand)
  const step = (all.length - 1) / (count - 1)
  return Array.from({ length: count }, (_, index) => sorted[Math.round(index * step)] as Offering)
}
