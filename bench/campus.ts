import pg from 'pg'
import { copyRows } from '../data/demo/copy.ts'
import { Random } from '../data/demo/random.ts'
import type { Row } from '../data/demo/rows.ts'
import { clock } from '../data/demo/timetable.ts'
import { beginBulk } from './bulk.ts'
import { enrol } from './enrolment.ts'
import { drawRequests } from './request.ts'
import { type BenchStudent, benchStudents } from './student.ts'

export interface BenchCampus {
  students: number
  enrolments: number
  slots: number
  connections: number
  /** The courses of the sizes asked for, smallest first, each with those who may ask in it. */
  courses: BenchCourse[]
}

export interface BenchCourse {
  id: string
  /** Enrolments, whoever is listed. */
  size: number
  /** Ids of its active, verified students, in random order. */
  askers: string[]
}

export interface CampusOptions {
  seed: number
  students: number
  sizes: readonly number[]
  /** Vacuums the tables, as a database does in time; otherwise they stay as they were loaded. */
  vacuum?: boolean
  /** Told before each step, in words for people. */
  onStep?: (step: string) => void
}

const university = 'Bench University'
/** The many rows; connections are few, and PostgreSQL would not write their partial indexes as they were written. */
const bulky = ['users', 'user_profiles', 'user_courses', 'availability']

/**
 * Fills a migrated, empty database with a campus, the same one for the same options: rows are copied with
 * the triggers off, and what the triggers keep is made at the end.
 */
export async function loadCampus(databaseUrl: string, options: CampusOptions): Promise<BenchCampus> {
  const { seed, onStep = () => {} } = options
  const client = new pg.Client({ connectionString: databaseUrl })
  client.on('error', () => {}) // a lost connection also rejects the query under way
  await client.connect()
  try {
    onStep(`drawing ${options.students.toLocaleString('en')} students`)
    const studentOf = benchStudents(seed)
    const students = Array.from({ length: options.students }, (_, index) => studentOf(index))
    const sizes = options.sizes.toSorted((a, b) => a - b)
    const { sized, ordinary } = enrol(seed, options.students, sizes)
    const members = [...sized.map((course) => course.students), ...ordinary]
    const ids = new Random(seed, 'courses')
    const courseIds = members.map(() => ids.uuid())

    const rebuild = await beginBulk(client, bulky)
    await fillCourses(client, courseIds)
    const counts = await fill(client, students, members, courseIds, seed, onStep)
    onStep('indexes and constraints')
    await rebuild()
    onStep('match profiles')
    await client.query('SELECT rebuild_match_profiles()')
    await client.query('COMMIT')
    await settle(client, options, onStep)
    return {
      students: students.length,
      ...counts,
      courses: sized.map((course, index) => ({
        id: courseIds[index] ?? '',
        size: course.size,
        askers: course.students.flatMap((index) => {
          const student = students[index]
          return student?.isVerified && student.isActive ? student.id : []
        }),
      })),
    }
  } finally {
    await client.end()
  }
}

async function fillCourses(client: pg.Client, courseIds: string[]): Promise<void> {
  const { rows } = await client.query<{ id: string }>(
    `INSERT INTO universities (name, domain, time_zone, current_semester)
     VALUES ($1, 'bench.example', 'America/Chicago', 'Fall 2026') RETURNING id`,
    [university],
  )
  await client.query(
    `INSERT INTO courses (id, name, code, section, semester, instructor, university_id)
     SELECT id, 'Course ' || place, 'BE ' || place, '001', 'Fall 2026', 'Dr. Noor', $2
     FROM unnest($1::uuid[]) WITH ORDINALITY AS course(id, place)`,
    [courseIds, rows[0]?.id],
  )
}

async function fill(
  client: pg.Client,
  students: BenchStudent[],
  members: number[][],
  courseIds: string[],
  seed: number,
  onStep: (step: string) => void,
) {
  const idOf = (index: number) => students[index]?.id ?? ''
  const copy = (target: string, rows: Iterable<Row>) => {
    onStep(target.slice(0, target.indexOf(' ')))
    return copyRows(client, target, rows)
  }
  await copy(
    'users (id, email, first_name, last_name, university, profile_image_url, is_verified, is_active, created_at)',
    students.values().map((student, index) => userRow(student, index)),
  )
  await copy(
    'user_profiles (user_id, preferred_location, study_style, study_pace, bio)',
    students.values().flatMap(({ id, profile }) => {
      return profile ? [[id, profile.location, profile.style, profile.pace, profile.bio]] : []
    }),
  )
  const enrolments = await copy(
    'user_courses (course_id, user_id)',
    seatsByStudent(members, students.length).map(([course, student]) => [
      courseIds[course] ?? '',
      idOf(student),
    ]),
  )
  const slots = await copy(
    'availability (user_id, day_of_week, start_time, end_time)',
    students
      .values()
      .flatMap(({ id, week }) => week.map(({ day, start, end }) => [id, day, clock(start), clock(end)])),
  )
  const connections = await copy(
    'connections (requester_id, target_id, course_id, status, responded_at)',
    drawRequests(seed, members, students).map(({ requester, target, course, status }) => [
      idOf(requester),
      idOf(target),
      courseIds[course] ?? '',
      status,
      status === 'pending' ? null : '2026-10-01T12:00:00Z',
    ]),
  )
  return { enrolments, slots, connections }
}

function userRow(student: BenchStudent, index: number): Row {
  const { id, name, hasPicture, isVerified, isActive, joined } = student
  const picture = hasPicture ? `/api/v1/pictures/${id}` : null
  const email = `student${index}@bench.example`
  return [id, email, name.first, name.last, university, picture, isVerified, isActive, joined.toISOString()]
}

/** Course and student of every seat, a student's together, as they come about in life. */
function* seatsByStudent(
  members: number[][],
  students: number,
): Generator<[course: number, student: number]> {
  const courses: number[][] = Array.from({ length: students }, () => [])
  for (const [course, list] of members.entries()) for (const student of list) courses[student]?.push(course)
  for (const [student, list] of courses.entries()) for (const course of list) yield [course, student]
}

/**
 * Views are fresh, statistics known, and there is nothing to catch up with. Whether tables are vacuumed decides how
 * fast the specification's query is (index-only scans), so it is said in the report and does not change meanwhile.
 */
async function settle(
  client: pg.Client,
  { vacuum }: CampusOptions,
  onStep: (step: string) => void,
): Promise<void> {
  onStep('views and statistics')
  await client.query('SELECT refresh_active_enrollments()')
  await client.query('TRUNCATE match_changes')
  if (vacuum) {
    await client.query('VACUUM (ANALYZE)')
    return
  }
  const { rows } = await client.query<{ name: string }>(
    `SELECT oid::regclass::text AS name FROM pg_class
     WHERE relkind = 'r' AND relnamespace = current_schema::regnamespace`,
  )
  for (const { name } of rows) await client.query(`ALTER TABLE ${name} SET (autovacuum_enabled = off)`)
  await client.query('ANALYZE')
}
