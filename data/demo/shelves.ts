import type { Studies } from './cohort.ts'
import { type Course, subject } from './courses.ts'
import type { Random } from './random.ts'

/** A student about to choose the course number `turn` (from 0). */
export interface Choice extends Studies {
  turn: number
  fits(course: number): boolean
}

/** How well courses of level 1…5 of the own department suit a student, by year. */
const suitsMajor = [
  [],
  [0, 1, 0.2, 0, 0, 0],
  [0, 0.15, 1, 0.3, 0, 0],
  [0, 0.02, 0.5, 1, 0.2, 0],
  [0, 0.01, 0.2, 0.9, 1, 0.05],
  [0, 0, 0, 0.1, 0.6, 1],
]

/** The same for courses of other departments. */
const suitsYear = [
  [],
  [0, 1, 0.25, 0, 0, 0],
  [0, 0.5, 1, 0.2, 0, 0],
  [0, 0.2, 0.5, 1, 0.2, 0],
  [0, 0.12, 0.3, 0.9, 1, 0.05],
  [0, 0, 0, 0.1, 0.6, 1],
]

/** How many of the courses are certainly of the own department, by year. */
const ownCourses = [0, 1, 1, 2, 2, 3]

/** How often students of other departments come, by level. */
const visits = [0, 0.14, 0.03, 0.004, 0.002, 0]

/** The courses by department and level, so that choosing one weighs a few hundred shelves instead of all courses. */
export class Shelves {
  readonly #shelves: { department: number; level: number; courses: number[] }[] = []
  readonly #shelfOf: number[]
  readonly #room: Int32Array
  readonly #shelfRoom: number[] = []
  readonly #attractions = new Map<string, number[]>()

  constructor(courses: Course[]) {
    this.#room = Int32Array.from(courses, ({ seats }) => seats)
    this.#shelfOf = courses.map(({ department, level, seats }, course) => {
      let index = this.#shelves.findIndex((shelf) => shelf.department === department && shelf.level === level)
      if (index < 0) index = this.#shelves.push({ department, level, courses: [] }) - 1
      this.#shelves[index]?.courses.push(course)
      this.#shelfRoom[index] = (this.#shelfRoom[index] ?? 0) + seats
      return index
    })
  }

  /** A course with room that fits, or undefined when some tries found none. */
  choose(random: Random, choice: Choice): number | undefined {
    const own = choice.turn < (ownCourses[choice.year] ?? 0)
    for (let attempt = 0; attempt < 40; attempt++) {
      const attraction = this.#attraction(choice, own && attempt < 10)
      const weights = attraction.map((value, shelf) => value * Math.max(0, this.#shelfRoom[shelf] ?? 0))
      const courses = this.#shelves[random.weighted(weights)]?.courses
      if (!courses) continue
      const course = courses[random.weighted(courses.map((index) => Math.max(0, this.#room[index] ?? 0)))]
      if (course !== undefined && choice.fits(course)) return course
    }
    return undefined
  }

  /** One seat of the course is gone. */
  take(course: number): void {
    const shelf = this.#shelfOf[course] ?? 0
    this.#room[course] = (this.#room[course] ?? 0) - 1
    this.#shelfRoom[shelf] = (this.#shelfRoom[shelf] ?? 0) - 1
  }

  /** How much each shelf draws students of a major and year, its room aside. */
  #attraction({ major, year }: Studies, ownOnly: boolean): number[] {
    const key = `${major} ${year} ${ownOnly}`
    const known = this.#attractions.get(key)
    if (known) return known
    const near = subject(major).near
    const made = this.#shelves.map(({ department, level }) => {
      if (department === major) return suitsMajor[year]?.[level] ?? 0
      if (ownOnly) return 0
      const draws = near.includes(subject(department).code) ? 0.3 : (visits[level] ?? 0)
      return draws * (suitsYear[year]?.[level] ?? 0)
    })
    this.#attractions.set(key, made)
    return made
  }
}
