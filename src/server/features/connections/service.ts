import type { z } from 'zod'
import type {
  Connection,
  listConnections as listContract,
  requestConnection as requestContract,
} from '#contract/connections.ts'
import { requireEnrolled } from '#features/courses/service.ts'
import { note } from '#features/notifications/service.ts'
import type { Database, Db } from '#platform/database/open.ts'
import { ProblemError } from '#platform/errors.ts'
import { cutPage, InstantPlace, readCursor } from '#platform/http/cursor.ts'
import type { Student, VerifiedStudent } from '#platform/http/principal.ts'
import type { Settings } from '#platform/settings.ts'
import * as data from './data.ts'
import { type Answer, mayAnswer } from './policy.ts'

type RequestInput = z.output<NonNullable<typeof requestContract.body>>
type ListQuery = z.output<NonNullable<typeof listContract.query>>

const day = 24 * 60 * 60 * 1000

/**
 * Asks a course-mate. If the other has asked already, both want it: the request is accepted.
 * Asking twice answers the open request unchanged.
 * @throws ProblemError not-found, course-inactive, not-enrolled, student-unavailable, connection-open, connection-paused,
 * requests-waiting, student-busy
 */
export function requestConnection(
  database: Database,
  rules: Pick<Settings, 'pauseDays' | 'openRequests'>,
  student: VerifiedStudent,
  { targetId, courseId, message }: RequestInput,
): Promise<Connection> {
  const initialMessage = message?.trim() || null
  return database.transaction(async (db) => {
    await requireEnrolled(db, student, courseId)
    if (targetId === student.id) throw new ProblemError('student-unavailable', 'You cannot ask yourself.')
    await data.holdRequests(db, [student.id, targetId])
    await data.holdPair(db, student.id, targetId)
    if (!(await data.isMate(db, student.id, targetId, courseId))) throw unavailable()
    await data.lockPair(db, student.id, targetId, courseId)
    const rows = await data.lockRowsOfPair(db, student.id, targetId, courseId)

    const open = rows.find((row) => row.status === 'pending' || row.status === 'accepted')
    if (open?.status === 'accepted')
      throw new ProblemError('connection-open', 'You two are connected in this course; write a message.')
    if (open) {
      if (open.targetId === student.id) await accept(db, open)
      return getConnection(db, student, open.id)
    }

    const before = rows.find((row) => row.requesterId === student.id)
    if (before) requirePauseOver(before, rules.pauseDays)
    await requireRoom(db, student.id, targetId, rules.openRequests)
    const request = { requesterId: student.id, targetId, courseId, initialMessage }
    const id = before?.id ?? (await data.insertRequest(db, request))
    if (before) await data.reopenRequest(db, id, initialMessage)
    await note(db, { userId: targetId, kind: 'request', connectionId: id })
    return getConnection(db, student, id)
  })
}

/**
 * Accepts, declines or cancels. Giving the same answer twice changes nothing; of two different answers at
 * once the first counts.
 * @throws ProblemError not-found, not-allowed, connection-changed; accepting also not-enrolled, course-inactive,
 * student-unavailable
 */
export function answerConnection(
  database: Database,
  student: Student,
  id: string,
  answer: Answer,
): Promise<Connection> {
  return database.transaction(async (db) => {
    const { requesterId, targetId } = await findOwn(db, student, id)
    await data.holdPair(db, requesterId, targetId)
    await data.lockConnection(db, id)
    const row = await findOwn(db, student, id)
    mayAnswer(row, student.id, answer)
    if (row.status === answer) return present(row, student)
    const expected = answer === 'cancelled' ? ['pending', 'accepted'] : ['pending']
    if (!expected.includes(row.status))
      throw new ProblemError('connection-changed', `It is ${row.status} by now; look at the list again.`)
    if (answer === 'accepted') {
      await requireEnrolled(db, student, row.courseId)
      if (!(await data.isMate(db, student.id, row.requesterId, row.courseId))) throw unavailable()
    }
    if (answer === 'accepted') await accept(db, row)
    else await data.setStatus(db, id, answer)
    return getConnection(db, student, id)
  })
}

async function accept(db: Db, { id, requesterId }: data.ConnectionRow): Promise<void> {
  await data.setStatus(db, id, 'accepted')
  await note(db, { userId: requesterId, kind: 'acceptance', connectionId: id })
}

/** @throws ProblemError not-found, also for a connection of others */
export async function getConnection(db: Db, student: Student, id: string): Promise<Connection> {
  return present(await findOwn(db, student, id), student)
}

/** A page of the student's own requests and connections, newest request first. */
export async function listConnections(db: Db, student: Student, query: ListQuery) {
  const { cursor, limit, ...filter } = query
  const after = readCursor(InstantPlace, cursor)
  const rows = await data.listConnections(db, student.id, { ...filter, after, limit: limit + 1 })
  const { items, nextCursor } = cutPage(rows, limit, (row) => [row.requestedAt.toISOString(), row.id])
  return { items: items.map((row) => present(row, student)), nextCursor }
}

async function findOwn(db: Db, student: Student, id: string): Promise<data.ConnectionRow> {
  const row = await data.findConnection(db, student.id, id)
  if (!row) throw new ProblemError('not-found', 'You have no such request or connection.')
  return row
}

function requirePauseOver(row: data.ConnectionRow, pauseDays: Settings['pauseDays']): void {
  const days = row.status === 'declined' ? pauseDays.declined : pauseDays.cancelled
  const retryAt = new Date((row.respondedAt?.getTime() ?? 0) + days * day)
  if (retryAt.getTime() > Date.now())
    throw new ProblemError('connection-paused', 'Give it some time; you can ask again later.', {
      retryAt: retryAt.toISOString(),
    })
}

/** Whoever asks everybody gets no answers, and whoever is asked by everybody gives none. */
async function requireRoom(
  db: Db,
  senderId: string,
  receiverId: string,
  most: Settings['openRequests'],
): Promise<void> {
  const { sent, received } = await data.countWaiting(db, senderId, receiverId)
  if (sent >= most.sent)
    throw new ProblemError(
      'requests-waiting',
      `${sent} of your requests wait for an answer. Wait for one, or withdraw one.`,
    )
  if (received >= most.received)
    throw new ProblemError('student-busy', 'Very many have asked this student. Try somebody else, or later.')
}

/** One answer for every reason, so that nobody learns who left, was suspended or never confirmed. */
function unavailable(): ProblemError {
  return new ProblemError(
    'student-unavailable',
    'This student is not in the course any more. Look for another partner.',
  )
}

function present(row: data.ConnectionRow, student: Student): Connection {
  return {
    id: row.id,
    partner: row.partner,
    course: row.course,
    direction: row.requesterId === student.id ? 'sent' : 'received',
    status: row.status,
    message: row.initialMessage,
    hasLapsed: row.hasLapsed,
    requestedAt: row.requestedAt.toISOString(),
    respondedAt: row.respondedAt?.toISOString() ?? null,
  }
}
