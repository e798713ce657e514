import { z } from 'zod'
import type { Course } from '#contract/courses.ts'
import { text } from '#contract/values.ts'
import type { Kind } from '#platform/cache/cache.ts'
import type { Db } from '#platform/database/open.ts'
import { ProblemError } from '#platform/errors.ts'
import { CountPart, cutPage, readCursor } from '#platform/http/cursor.ts'
import type { Student } from '#platform/http/principal.ts'
import type { Parts } from '../../parts.ts'
import * as data from './data.ts'

const Place = z.tuple([CountPart, text(50), text(10, 0), z.uuid()])

/** The specification's `courses:{universityId}`; the key goes on with the version of the university's courses. */
const searchKind: Kind = { name: 'courses', seconds: 60 * 60 }

/**
 * A page of the courses that fit `q`, best first; all of them in order of code without `q`. What is found is
 * remembered until a course changes; sizes and one's own enrolments are looked up each time.
 */
export async function searchCourses(
  { database: { prisma: db }, cache }: Pick<Parts, 'database' | 'cache'>,
  student: Student,
  query: { q?: string | undefined; cursor?: string | undefined; limit: number },
): Promise<{ items: Course[]; nextCursor: string | null }> {
  const { id: universityId, currentSemester: semester, catalogueVersion } = student.university
  const filter = {
    universityId,
    semester,
    q: query.q?.trim().toLowerCase() ?? '',
    after: readCursor(Place, query.cursor),
    limit: query.limit + 1,
  }
  const { q, after, limit } = filter
  const key = `${universityId}:${catalogueVersion}:${JSON.stringify([semester, q, after, limit])}`
  const rows = await cache.remember(searchKind, key, () => data.searchCourses(db, filter))
  const { items, nextCursor } = cutPage(rows, query.limit, (row) => [row.rank, row.code, row.section, row.id])
  const [sizes, enrolled] = await Promise.all([
    data.countStudents(
      db,
      student.id,
      items.map((course) => course.id),
    ),
    data.enrolledIds(db, student.id),
  ])
  return {
    // A course that is gone has no size; it was found a moment ago.
    items: items.map((course) => ({
      ...course,
      students: sizes.get(course.id) ?? 0,
      isEnrolled: enrolled.has(course.id),
    })),
    nextCursor,
  }
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
