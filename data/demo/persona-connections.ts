import { day, hour, type Moment, now } from './calendar.ts'
import type { Campus } from './campus.ts'
import { type Connection, connect, type Request, sharedMinutes } from './connections.ts'
import { isPersona } from './personas.ts'
import { Random } from './random.ts'
import type { Student } from './student.ts'

/**
 * The connections of the two students that one can sign in as, so that each shows a conversation with the
 * other and one with somebody else, unread messages, and a request to answer or one that waits.
 */
export function personaConnections(campus: Campus): Connection[] {
  const maya = campus.student(0)
  const leo = campus.student(1)
  const [first, second, , own] = campus.enrolment.coursesOf(0)
  const other = campus.enrolment.coursesOf(1)[3]
  const introduced = ({ initialMessage }: Connection) => (initialMessage?.length ?? 0) > 50
  const told = (connection: Connection) => introduced(connection) && connection.lines.length >= 6
  const unread = (connection: Connection) => {
    const last = connection.lines.at(-1)
    return told(connection) && last !== undefined && last.from !== maya && last.at > (maya.seen ?? now)
  }
  return [
    play(campus, [leo, maya], first, 'accepted', 18 * day + 19 * hour, told),
    play(campus, [mateOf(campus, maya, second, 0), maya], second, 'pending', now - 20 * hour, introduced),
    play(campus, [maya, mateOf(campus, maya, own, 1)], own, 'accepted', now - 3 * day, unread),
    play(campus, [mateOf(campus, leo, second, 2), leo], second, 'accepted', 40 * day + 17 * hour, told),
    play(campus, [leo, mateOf(campus, leo, other, 0)], other, 'pending', now - 6 * hour, introduced),
  ].flatMap((connection) => connection ?? [])
}

/** The verified classmate who has the `rank`th most hours in common with a student; undefined in a tiny course. */
function mateOf(
  campus: Campus,
  student: Student,
  course: number | undefined,
  rank: number,
): Student | undefined {
  if (course === undefined) return undefined
  return Array.from(campus.enrolment.studentsOf(course).subarray(0, 200))
    .filter((index) => !isPersona(index))
    .map((index) => campus.student(index))
    .filter(({ isVerified, isActive, picture }) => isVerified && isActive && picture !== null)
    .sort((a, b) => sharedMinutes(student, b) - sharedMinutes(student, a) || a.index - b.index)[rank]
}

/** Plays a request through, over and over until it shows what it is for. */
function play(
  campus: Campus,
  [requester, target]: [Student | undefined, Student | undefined],
  course: number | undefined,
  status: Request['status'],
  requested: Moment,
  shows: (connection: Connection) => boolean,
): Connection | undefined {
  const taught = campus.courses[course ?? -1]
  if (!requester || !target || !taught) return undefined
  const purpose = `persona ${requester.index} ${target.index}`
  let connection: Connection | undefined
  for (let attempt = 0; attempt < 500; attempt++) {
    const random = new Random(campus.plan.seed, purpose, attempt)
    connection = connect(random, { requester, target, course: taught, status, requested })
    if (shows(connection)) break
  }
  return connection
}
