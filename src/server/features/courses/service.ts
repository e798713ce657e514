import { z } from 'zod'
import type { Course } from '#contract/courses.ts'
import { text } from '#contract/values.ts'
import type { Db } from '#platform/database/open.ts'
import { ProblemError } from '#platform/errors.ts'
import { CountPart, cutPage, readCursor } from '#platform/http/cursor.ts'
import type { Student } from '#platform/http/principal.ts'
import * as data from './data.ts'

const Place = z.tuple([CountPart, text(50), text(10, 0), z.uuid()])

/** A page of the courses that fit `q`, best first; all of them in order of code without `q`. */
export async function searchCourses(
  db: Db,
  student: Student,
  query: { q?: string | undefined; cursor?: string | undefined; limit: number },
): Promise<{ items: Course[]; nextCursor: string | null }> {
  const after = readCursor(Place, query.cursor)
  const [rows, enrolled] = await Promise.all([
    data.searchCourses(db, {
      universityId: student.university.id,
      semester: student.university.currentSemester,
      q: query.q?.trim().toLowerCase() ?? '',
      after,
      limit: query.limit + 1,
    }),
    data.enrolledIds(db, student.id),
  ])
  const { items, nextCursor } = cutPage(rows, query.limit, (row) => [row.rank, row.code, row.section, row.id])
  return { items: items.map((course) => ({ ...course, isEnrolled: enrolled.has(course.id) })), nextCursor }
}

/** @throws ProblemError not-found, also for a course of another university */
export async function getCourse(db: Db, student: Student, courseId: string): Promise<Course> {
  return found(await data.findCourse(db, student.id, student.university.id, courseId))
}

export function listMyCourses(db: Db, student: Student): Promise<Course[]> {
  return data.listEnrolled(db, student.id)
}

/** @throws ProblemError not-found, course-inactive */
export async function joinCourse(db: Db, student: Student, courseId: string): Promise<Course> {
  const { isActive } = found(await data.findMembership(db, student.id, student.university.id, courseId))
  if (!isActive) throw inactive()
  await data.enrol(db, student.id, courseId)
  return getCourse(db, student, courseId)
}

/** @throws ProblemError not-found */
export async function leaveCourse(db: Db, student: Student, courseId: string): Promise<void> {
  const left = await data.unenrol(db, student.id, courseId)
  if (!left) throw new ProblemError('not-found', 'You are not in this course.')
}

/**
 * The course, if its student may look for partners in it. One query by keys, whatever the course's size.
 * @throws ProblemError not-found, course-inactive, not-enrolled
 */
export async function requireEnrolled(db: Db, student: Student, courseId: string): Promise<data.Membership> {
  const course = found(await data.findMembership(db, student.id, student.university.id, courseId))
  if (!course.isActive) throw inactive()
  if (!course.isEnrolled)
    throw new ProblemError('not-enrolled', `Join ${course.code} to see who else is in it.`)
  return course
}

function found<T>(course: T | null): T {
  if (!course) throw new ProblemError('not-found', 'Your university has no such course.')
  return course
}

function inactive(): ProblemError {
  return new ProblemError('course-inactive', 'Look for this term’s course instead.')
}
