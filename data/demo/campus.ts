import { biography } from './biography.ts'
import { cohort, seatsTaken } from './cohort.ts'
import { type Course, campusCourses } from './courses.ts'
import { type Enrolment, enrol } from './enrolment.ts'
import type { CampusPlan } from './plan.ts'
import { Random } from './random.ts'
import { makeStudent, type Student } from './student.ts'

/**
 * A campus made from its plan. Only the courses and who takes them are held in memory; a student is made
 * anew, and always the same, whenever asked for.
 */
export interface Campus {
  plan: CampusPlan
  universityId: string
  courses: Course[]
  enrolment: Enrolment
  student(index: number): Student
  coursesOf(student: number): Course[]
  /** A course that the student has left again, or null. */
  leftBy(student: number): Course | null
  biographyOf(student: Student): string | null
}

export function createCampus(plan: CampusPlan): Campus {
  const courses = campusCourses(plan, seatsTaken(plan))
  const studies = cohort(plan, courses)
  const enrolment = enrol(plan, courses, studies)
  const coursesOf = (student: number) => enrolment.coursesOf(student).flatMap((index) => courses[index] ?? [])
  return {
    plan,
    universityId: new Random(plan.seed, 'university').uuid(),
    courses,
    enrolment,
    student: (index) =>
      makeStudent(
        plan,
        index,
        studies(index),
        coursesOf(index).flatMap(({ meetings }) => meetings),
      ),
    coursesOf,
    leftBy(student) {
      const random = new Random(plan.seed, 'left', student)
      const course = random.pick(courses)
      const takes = coursesOf(student).some(({ sequence }) => sequence === course.sequence)
      return !takes && random.chance(0.02) ? course : null
    },
    biographyOf: (student) => biography(plan.seed, student, coursesOf(student.index)),
  }
}
