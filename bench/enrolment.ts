import { Random } from '../data/demo/random.ts'

/** Who takes what: for each course the indexes of its students. */
export interface Enrolment {
  /** One course of each size asked for that the campus can fill, in that order. */
  sized: { size: number; students: number[] }[]
  /** Of a few hundred, so that everybody is in about four courses. */
  ordinary: number[][]
}

const coursesEach = 4
const ordinarySize = 250

/** Draws the students of courses of given sizes and spreads everybody over ordinary ones as well. */
export function enrol(seed: number, students: number, sizes: readonly number[]): Enrolment {
  const random = new Random(seed, 'enrolment')
  const all = Array.from({ length: students }, (_, index) => index)
  const taken = new Uint8Array(students)
  const sized = sizes
    .filter((size) => size <= students)
    .map((size) => {
      const chosen = random.shuffled(all).slice(0, size)
      for (const student of chosen) taken[student] = (taken[student] ?? 0) + 1
      return { size, students: chosen }
    })
  const seats = all.map((student) => Math.max(0, coursesEach - (taken[student] ?? 0)))
  const count = Math.max(coursesEach, Math.round(seats.reduce((sum, seat) => sum + seat, 0) / ordinarySize))
  const ordinary: number[][] = Array.from({ length: count }, () => [])
  for (const student of all) {
    const courses = new Set<number>()
    while (courses.size < (seats[student] ?? 0)) courses.add(random.whole(0, count - 1))
    for (const course of courses) ordinary[course]?.push(student)
  }
  return { sized, ordinary }
}
