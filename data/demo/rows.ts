import { instant, type Moment, now } from './calendar.ts'
import type { Campus } from './campus.ts'
import type { Connection } from './connections.ts'
import { addressBook } from './names.ts'
import { isPersona } from './personas.ts'
import { pictureIds } from './pictures.ts'
import { university } from './plan.ts'
import { Random } from './random.ts'
import type { Student } from './student.ts'
import { clock } from './timetable.ts'

/** Values of one row in the order of the table's columns below; null is NULL. */
export type Row = (string | number | boolean | null)[]

/** What COPY is told to fill, with as many columns as the rows have. */
export const columns = {
  users:
    'id, email, password_hash, first_name, last_name, university, profile_image_url, is_verified, is_active, email_verified_at, last_login_at, created_at, updated_at',
  user_profiles: 'id, user_id, preferred_location, study_style, study_pace, bio, created_at, updated_at',
  courses: 'id, name, code, section, semester, instructor, schedule, university_id, created_at, updated_at',
  user_courses: 'id, user_id, course_id, enrolled_at, is_active',
  availability: 'id, user_id, day_of_week, start_time, end_time, created_at, updated_at',
  messages: 'id, connection_id, sender_id, content, is_read, created_at, updated_at',
}

const dayLength = 24 * 60 * 60_000

/** The campus' moment is moved by whole days to when it is loaded: its requests would have lapsed otherwise. */
const shift = Math.max(0, Math.floor((Date.now() - instant(now).getTime()) / dayLength)) * dayLength

const iso = (moment: Moment) => new Date(instant(moment).getTime() + shift).toISOString()

/** Some minutes after signing up. */
const settledIn = ({ joined }: Student, minutes: number) => iso(joined + minutes)

export function courseRows(campus: Campus): Row[] {
  const announced = iso(-60 * 24 * 60)
  return campus.courses.map(({ id, title, code, section, instructor, schedule }) => [
    id,
    title,
    code,
    section,
    university.semester,
    instructor,
    schedule,
    campus.universityId,
    announced,
    announced,
  ])
}

/** Says what is in a student's own rows; a fresh one for each pass over the students. */
export function userRow(passwordHash: string): (student: Student) => Row[] {
  const addressOf = addressBook(university.domain)
  return (student) => {
    const { id, name, index, picture, isVerified, isActive, seen } = student
    const verified = isVerified ? settledIn(student, 4) : null
    const joined = settledIn(student, 0)
    const changed = verified ?? joined
    return [
      [
        id,
        addressOf(name),
        isPersona(index) ? passwordHash : null,
        name.first,
        name.last,
        university.name,
        picture === null ? null : `/api/v1/pictures/${pictureIds[picture]}`,
        isVerified,
        isActive,
        verified,
        seen === null ? null : iso(seen),
        joined,
        changed,
      ],
    ]
  }
}

export function profileRow(campus: Campus): (student: Student) => Row[] {
  const ids = new Random(campus.plan.seed, 'profile ids')
  return (student) => {
    if (!student.preferences) return []
    const { location, style, pace } = student.preferences
    const written = settledIn(student, 9)
    return [[ids.uuid(), student.id, location, style, pace, campus.biographyOf(student), written, written]]
  }
}

export function enrolmentRows(campus: Campus): (student: Student) => Row[] {
  const ids = new Random(campus.plan.seed, 'enrolment ids')
  return (student) => {
    // Who was here before joined the courses when the term was announced.
    const moment = Math.max(student.joined + 6, -12 * 24 * 60 + (student.index % 600))
    const row = (courseId: string, isActive: boolean): Row => [
      ids.uuid(),
      student.id,
      courseId,
      iso(moment),
      isActive,
    ]
    const left = campus.leftBy(student.index)
    return [
      ...campus.coursesOf(student.index).map(({ id }) => row(id, true)),
      ...(left ? [row(left.id, false)] : []),
    ]
  }
}

export function slotRows(campus: Campus): (student: Student) => Row[] {
  const ids = new Random(campus.plan.seed, 'slot ids')
  return (student) => {
    const entered = settledIn(student, 12)
    return student.week.map(({ day, start, end }) => [
      ids.uuid(),
      student.id,
      day,
      clock(start),
      clock(end),
      entered,
      entered,
    ])
  }
}

export function connectionRow({
  id,
  requester,
  target,
  course,
  status,
  initialMessage,
  requested,
  responded,
}: Connection): Row {
  return [
    id,
    requester.id,
    target.id,
    course.id,
    status,
    initialMessage,
    iso(requested),
    responded === null ? null : iso(responded),
  ]
}

/** Messages as old as the recipient's last visit, or answered, are read. */
export function messageRows(campus: Campus): (connection: Connection) => Row[] {
  const ids = new Random(campus.plan.seed, 'message ids')
  return ({ id, requester, target, lines }) =>
    lines.map(({ from, text, at }, index) => {
      const reader = from === requester ? target : requester
      const isRead = at <= (reader.seen ?? 0) || lines.slice(index).some((later) => later.from === reader)
      return [ids.uuid(), id, from.id, text, isRead, iso(at), iso(at)]
    })
}
