import { day, hour, type Moment, now } from './calendar.ts'
import type { Campus } from './campus.ts'
import { conversation, decent, firstWords, type Line } from './conversation.ts'
import type { Course } from './courses.ts'
import { makeMeet } from './meet.ts'
import { personaConnections } from './persona-connections.ts'
import { isPersona } from './personas.ts'
import { Random } from './random.ts'
import type { Student } from './student.ts'
import { sharedWindows } from './week.ts'

export type Status = 'pending' | 'accepted' | 'declined' | 'cancelled'

export interface Connection {
  id: string
  requester: Student
  target: Student
  course: Course
  status: Status
  initialMessage: string | null
  requested: Moment
  /** null while pending. */
  responded: Moment | null
  lines: Line[]
}

/** Who asks whom in which course, with what outcome. */
export interface Request {
  requester: Student
  target: Student
  course: Course
  status: Status
  requested: Moment
}

/** All connections of a campus by requester; never two of the same pair and course. */
export function* connections(campus: Campus): Generator<Connection> {
  const known = new Set<string>()
  for (let index = 0; index < campus.plan.students; index++) {
    for (const [turn, request] of requests(campus, index).entries()) {
      const pair = [request.requester.index, request.target.index].sort((a, b) => a - b)
      const key = `${pair.join()} ${request.course.id}`
      if (known.has(key)) continue
      known.add(key)
      yield connect(new Random(campus.plan.seed, 'connection', 4 * index + turn), request)
    }
  }
  yield* personaConnections(campus)
}

/** What a student asks of others; who one can sign in as asks by hand. */
function requests(campus: Campus, index: number): Request[] {
  const random = new Random(campus.plan.seed, 'requests', index)
  const count = random.weighted([62, 25, 10, 3])
  if (count === 0 || isPersona(index)) return []
  const requester = campus.student(index)
  if (!requester.isVerified || !requester.isActive) return []
  return random
    .shuffled(campus.enrolment.coursesOf(index))
    .slice(0, count)
    .flatMap((course) => {
      const target = bestOf(campus, requester, random, course)
      return target ? [drawRequest(random, requester, target, campus.courses[course] as Course)] : []
    })
}

/** Of three classmates the one with most hours in common. */
function bestOf(campus: Campus, requester: Student, random: Random, course: number): Student | undefined {
  const members = campus.enrolment.studentsOf(course)
  const candidates = [1, 2, 3]
    .map(() => members[random.whole(0, members.length - 1)] ?? 0)
    .filter((index) => !isPersona(index) && index !== requester.index)
    .map((index) => campus.student(index))
    .filter(({ isVerified, isActive }) => isVerified && isActive)
  return candidates.sort(
    (a, b) => sharedMinutes(requester, b) - sharedMinutes(requester, a) || a.index - b.index,
  )[0]
}

export function sharedMinutes(some: Student, other: Student): number {
  return sharedWindows(some.week, other.week).reduce((sum, { start, end }) => sum + end - start, 0)
}

function drawRequest(random: Random, requester: Student, target: Student, course: Course): Request {
  const status =
    (['pending', 'accepted', 'declined', 'cancelled'] as const)[random.weighted([30, 50, 11, 9])] ?? 'pending'
  const earliest = Math.max(requester.joined, target.joined, 0) + day
  // What is still open was mostly asked of late.
  const back = (now - earliest) * random.fraction() ** (status === 'pending' ? 3 : 1)
  const evening = 10 * hour + random.whole(0, 12 * hour)
  const requested = Math.floor((now - back) / day) * day + evening
  return { requester, target, course, status, requested: Math.min(requested, now - random.whole(5, 300)) }
}

/** Plays a request through: what was written with it, when it was answered, what was said since. */
export function connect(
  random: Random,
  { requester, target, course, status, requested }: Request,
): Connection {
  const id = random.uuid()
  const meet = makeMeet(random, requester, target, course)
  const initialMessage = random.chance(0.78) ? firstWords(random, meet) : null
  const delay = random.pick([random.whole(5, 90), random.whole(60, 900), random.whole(600, 4000)])
  const answered = decent(random, requested + delay)
  const isOpen = status === 'pending' || answered >= now
  const accepted = status === 'accepted' && !isOpen
  return {
    id,
    requester,
    target,
    course,
    status: isOpen ? 'pending' : status,
    initialMessage,
    requested,
    responded: isOpen ? null : answered,
    lines: accepted ? conversation(random, meet, answered) : [],
  }
}
