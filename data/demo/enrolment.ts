import type { Studies } from './cohort.ts'
import { type Course, subject } from './courses.ts'
import { isPersona } from './personas.ts'
import { type CampusPlan, smallestCourse } from './plan.ts'
import { Random } from './random.ts'
import { type Choice, Shelves } from './shelves.ts'
import { overlap } from './timetable.ts'

const mostCourses = 5

/** Who takes what. */
export interface Enrolment {
  /** Indexes of the courses a student takes, in the order chosen. */
  coursesOf(student: number): number[]
  /** Indexes of the students in a course, ascending. */
  studentsOf(course: number): Int32Array
}

/**
 * Gives every student as many courses as the load says, mostly of the own department and year, never two at
 * the same time and never two of one sequence; every course ends with `smallestCourse` to `plan.largest`
 * students. Flat arrays hold the result: a campus of a million needs some 40 MB.
 */
export function enrol(plan: CampusPlan, courses: Course[], studies: (student: number) => Studies): Enrolment {
  const register = new Register(plan, courses)
  const shelves = new Shelves(courses)
  const random = new Random(plan.seed, 'enrolment')
  for (let student = 0; student < plan.students; student++) {
    const who = studies(student)
    for (let turn = 0; turn < who.load; turn++) {
      // The second student to sign in as sits in three of the first one's courses.
      const copied = student === 1 && turn < 3 ? register.coursesOf(0)[turn] : undefined
      const choice: Choice = { ...who, turn, fits: (course) => register.fits(student, course) }
      const course = copied ?? shelves.choose(random, choice) ?? register.anyCourse(student)
      if (course === undefined) break
      register.add(student, course)
      shelves.take(course)
    }
  }
  courses.forEach((course, index) => {
    register.fill(index, course, studies, random.whole(0, plan.students - 1))
  })
  return register.closed()
}

class Register {
  readonly #plan: CampusPlan
  readonly #courses: Course[]
  readonly #taken: Int32Array
  readonly #counts: Int32Array

  constructor(plan: CampusPlan, courses: Course[]) {
    this.#plan = plan
    this.#courses = courses
    this.#taken = new Int32Array(plan.students * mostCourses).fill(-1)
    this.#counts = new Int32Array(courses.length)
  }

  coursesOf(student: number): number[] {
    const own = this.#taken.subarray(student * mostCourses, (student + 1) * mostCourses)
    return Array.from(own).filter((course) => course >= 0)
  }

  fits(student: number, course: number): boolean {
    const mine = this.coursesOf(student)
    return (
      mine.length < mostCourses && mine.every((other) => !clash(this.#course(course), this.#course(other)))
    )
  }

  #count(course: number): number {
    return this.#counts[course] ?? 0
  }

  #course(index: number): Course {
    return this.#courses[index] as Course
  }

  add(student: number, course: number): void {
    this.#taken[student * mostCourses + this.coursesOf(student).length] = course
    this.#counts[course] = this.#count(course) + 1
  }

  /** The emptiest course of those that fit; a full one takes a few more if it must. */
  anyCourse(student: number): number | undefined {
    const fullness = (index: number) => this.#count(index) / this.#course(index).seats
    return this.#courses
      .map((_, index) => index)
      .filter((index) => this.#count(index) < this.#plan.largest && this.fits(student, index))
      .sort((a, b) => fullness(a) - fullness(b))[0]
  }

  /**
   * Finds more students for a course that too few chose: its own majors first, then anybody, and in the end
   * those who must give up a fuller course for it.
   */
  fill(index: number, course: Course, studies: (student: number) => Studies, from: number): void {
    const join = (student: number) => this.fits(student, index) && this.add(student, index)
    const joinOwn = (student: number) => studies(student).major === course.department && join(student)
    const change = (student: number) => this.#change(student, index)
    for (const attempt of [joinOwn, join, change]) {
      for (let step = 0; step < this.#plan.students; step++) {
        if (this.#count(index) >= smallestCourse) return
        const student = (from + step) % this.#plan.students
        if (!isPersona(student)) attempt(student)
      }
    }
  }

  /** Puts a student into a course in place of another one that can spare somebody. */
  #change(student: number, course: number): void {
    const mine = this.coursesOf(student)
    const place = mine.findIndex(
      (given) =>
        this.#count(given) > smallestCourse &&
        mine.every((other) => other === given || !clash(this.#course(course), this.#course(other))),
    )
    const given = mine[place]
    if (given === undefined || mine.includes(course)) return
    this.#taken[student * mostCourses + place] = course
    this.#counts[given] = this.#count(given) - 1
    this.#counts[course] = this.#count(course) + 1
  }

  /** The finished register; students by course are counted out into one array. */
  closed(): Enrolment {
    const starts = [0]
    for (const count of this.#counts) starts.push((starts.at(-1) ?? 0) + count)
    const members = new Int32Array(starts.at(-1) ?? 0)
    const next = starts.slice()
    this.#taken.forEach((course, place) => {
      if (course < 0) return
      const free = next[course] ?? 0
      members[free] = Math.floor(place / mostCourses)
      next[course] = free + 1
    })
    return {
      coursesOf: (student) => this.coursesOf(student),
      studentsOf: (course) => members.subarray(starts[course], starts[course + 1]),
    }
  }
}

/** Courses that nobody takes together: at the same time, of one sequence, or far apart within a subject. */
function clash(one: Course, other: Course): boolean {
  if (one.sequence === other.sequence || overlap(one.meetings, other.meetings)) return true
  if (one.department !== other.department) return false
  const apart = Math.abs(one.level - other.level)
  const buildsOnFirstYear = !['reading', 'studio'].includes(subject(one.department).work)
  return apart > 1 || (apart === 1 && Math.min(one.level, other.level) === 1 && buildsOnFirstYear)
}
