import type { Course } from '#contract/courses.ts'
import { Prisma } from '#platform/database/generated/client.ts'
import type { Db } from '#platform/database/open.ts'

/** A course as anybody of its university sees it. */
export type CatalogueCourse = Omit<Course, 'isEnrolled' | 'students'>

/** From this size on a course's students are counted by the last refresh of the views. */
const large = 50

/**
 * Counting the students of large courses for each page would be slow, so those come from mv_course_sizes. The rest
 * is counted live, by key: for so few the planner would rather read all users. Whom the viewer does not find is not
 * counted: a number would tell. In a large course who shows themselves to few is, since the number is up to an hour old.
 */
const studentsFor = (viewerId: string) => Prisma.sql`
  (COALESCE(
    (SELECT s.students FROM mv_course_sizes s WHERE s.course_id = c.id AND s.students >= ${large}),
    (SELECT count(*) FILTER (
       WHERE (
         SELECT u.is_active AND u.is_verified AND (
           u.id = ${viewerId}::uuid OR COALESCE(p.visibility, 'course') = 'course' OR EXISTS (
             SELECT FROM connections k
             WHERE k.course_id = c.id AND k.status IN ('pending', 'accepted')
               AND (k.requester_id, k.target_id) IN ((u.id, ${viewerId}::uuid), (${viewerId}::uuid, u.id))
           )
         )
         FROM users u LEFT JOIN user_profiles p ON p.user_id = u.id WHERE u.id = e.user_id
       )
     )::int FROM user_courses e WHERE e.course_id = c.id AND e.is_active)
  ) - (
    SELECT count(*)::int FROM user_courses e JOIN users u ON u.id = e.user_id
    WHERE e.course_id = c.id AND e.is_active AND u.is_active AND u.is_verified AND e.user_id IN (
      SELECT blocked_id FROM blocks WHERE blocker_id = ${viewerId}::uuid
      UNION SELECT blocker_id FROM blocks WHERE blocked_id = ${viewerId}::uuid
      UNION SELECT ignored_id FROM ignores WHERE user_id = ${viewerId}::uuid
    )
  )) AS students`

const catalogueColumns = Prisma.sql`
  c.id, c.code, c.section, c.name, c.semester, c.instructor, c.schedule, c.is_active AS "isActive"`
const columnsFor = (viewerId: string) => Prisma.sql`${catalogueColumns}, ${studentsFor(viewerId)}`

const isEnrolled = (userId: string) => Prisma.sql`EXISTS (
  SELECT 1 FROM user_courses e WHERE e.course_id = c.id AND e.user_id = ${userId}::uuid AND e.is_active)`

export type RankedCourse = CatalogueCourse & { rank: number }

/** Place of a course in the list: rank, then code, section and id. */
export type CoursePlace = [rank: number, code: string, section: string, id: string]

/** In thousandths. Lower than pg_trgm's own 0.6, at which half of the words with two letters swapped are not found. */
const leastLikeness = 400

/**
 * Active courses of the university's current term (of every term, where none is set).
 * A search ranks by trigram likeness of some stretch of code, name and instructor; the code run together is
 * part of what is searched, and what begins a code comes first. Rank is a whole number, so that a cursor finds
 * its place again. The same for every student of the university.
 */
export async function searchCourses(
  db: Db,
  filter: {
    universityId: string
    semester: string | null
    q: string
    after: CoursePlace | null
    limit: number
  },
): Promise<RankedCourse[]> {
  const { q, after } = filter
  const haystack = Prisma.sql`course_search_text(c.code, c.name, c.instructor)`
  const codeStart = `${escapeLike(q.replaceAll(/\s/g, ''))}%`
  const rank = q
    ? Prisma.sql`round(1000 * word_similarity(${q}, ${haystack}))::int
        + CASE WHEN replace(lower(c.code), ' ', '') LIKE ${codeStart} THEN 1000 ELSE 0 END`
    : Prisma.sql`0`
  return db.$queryRaw<RankedCourse[]>`
    SELECT ${catalogueColumns}, c.rank
    FROM (
      SELECT c.*, ${rank} AS rank FROM courses c
      WHERE c.university_id = ${filter.universityId}::uuid AND c.is_active
        AND (${filter.semester}::text IS NULL OR c.semester = ${filter.semester})
    ) c
    WHERE TRUE
      ${q ? Prisma.sql`AND (c.rank >= ${leastLikeness} OR ${haystack} LIKE ${`%${escapeLike(q)}%`})` : Prisma.empty}
      ${after ? Prisma.sql`AND (-c.rank, c.code, c.section, c.id) > (${-after[0]}::int, ${after[1]}, ${after[2]}, ${after[3]}::uuid)` : Prisma.empty}
    ORDER BY c.rank DESC, c.code, c.section, c.id
    LIMIT ${filter.limit}`
}

/** Students of each course that the viewer may know of, by its id. */
export async function countStudents(
  db: Db,
  viewerId: string,
  courseIds: string[],
): Promise<Map<string, number>> {
  const rows = await db.$queryRaw<{ id: string; students: number }[]>`
    SELECT c.id, ${studentsFor(viewerId)} FROM courses c WHERE c.id = ANY(${courseIds}::uuid[])`
  return new Map(rows.map((row) => [row.id, row.students]))
}

/** null outside the university. */
export async function findCourse(
  db: Db,
  userId: string,
  universityId: string,
  courseId: string,
): Promise<Course | null> {
  const rows = await db.$queryRaw<Course[]>`
    SELECT ${columnsFor(userId)}, ${isEnrolled(userId)} AS "isEnrolled" FROM courses c
    WHERE c.id = ${courseId}::uuid AND c.university_id = ${universityId}::uuid`
  return rows[0] ?? null
}

/** What decides whether a student may look for partners in a course. */
export type Membership = Pick<Course, 'id' | 'code' | 'section' | 'name' | 'isActive' | 'isEnrolled'>

/** By keys alone and without counting; null outside the university. */
export async function findMembership(
  db: Db,
  userId: string,
  universityId: string,
  courseId: string,
): Promise<Membership | null> {
  const rows = await db.$queryRaw<Membership[]>`
    SELECT c.id, c.code, c.section, c.name, c.is_active AS "isActive", ${isEnrolled(userId)} AS "isEnrolled"
    FROM courses c WHERE c.id = ${courseId}::uuid AND c.university_id = ${universityId}::uuid`
  return rows[0] ?? null
}

/** Courses that the student is in, those of the current term first. */
export function listEnrolled(db: Db, userId: string): Promise<Course[]> {
  return db.$queryRaw<Course[]>`
    SELECT ${columnsFor(userId)}, TRUE AS "isEnrolled" FROM courses c
    JOIN user_courses mine ON mine.course_id = c.id AND mine.user_id = ${userId}::uuid AND mine.is_active
    ORDER BY c.is_active DESC, c.code, c.section, c.id`
}

/** Ids of the courses that the student is in. */
export async function enrolledIds(db: Db, userId: string): Promise<Set<string>> {
  const rows = await db.userCourse.findMany({ where: { userId, isActive: true }, select: { courseId: true } })
  return new Set(rows.map((row) => row.courseId))
}

/** Enrols, or again after having left. */
export async function enrol(db: Db, userId: string, courseId: string): Promise<void> {
  await db.$executeRaw`
    INSERT INTO user_courses (user_id, course_id) VALUES (${userId}::uuid, ${courseId}::uuid)
    ON CONFLICT (user_id, course_id) DO UPDATE SET is_active = TRUE, enrolled_at = now()
    WHERE NOT user_courses.is_active`
}

/** @returns false where the student was not enrolled */
export async function unenrol(db: Db, userId: string, courseId: string): Promise<boolean> {
  const changed = await db.userCourse.updateMany({
    where: { userId, courseId, isActive: true },
    data: { isActive: false },
  })
  return changed.count > 0
}

function escapeLike(text: string): string {
  return text.replaceAll(/[\\%_]/g, '\\$&')
}
