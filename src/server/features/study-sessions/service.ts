import type { z } from 'zod'
import type { proposeStudySession, StudySession } from '#contract/study-sessions.ts'
import { getConversation, lockConversation, writeSystemMessage } from '#features/conversations/service.ts'
import { note } from '#features/notifications/service.ts'
import type { Db } from '#platform/database/open.ts'
import { ProblemError } from '#platform/errors.ts'
import type { Student, VerifiedStudent } from '#platform/http/principal.ts'
import type { Parts } from '../../parts.ts'
import * as data from './data.ts'

type Proposal = z.output<NonNullable<typeof proposeStudySession.body>>
type Answer = 'accepted' | 'declined' | 'cancelled'

/** How far ahead shared windows are looked for, and how far one may propose. */
const suggestedDays = 14
const furthest = 180 * 24 * 60 * 60 * 1000

/** @throws ProblemError not-found */
export async function suggestSessions(db: Db, student: Student, conversationId: string) {
  await getConversation(db, student, conversationId)
  const rows = await data.listSuggestions(db, conversationId, student.university.timeZone, suggestedDays)
  return {
    items: rows.map((row) => ({
      ...row,
      startsAt: row.startsAt.toISOString(),
      endsAt: row.endsAt.toISOString(),
    })),
  }
}

/** @throws ProblemError not-found */
export async function listOfConversation(db: Db, student: Student, conversationId: string) {
  await getConversation(db, student, conversationId)
  return { items: (await data.listOfConversation(db, student.id, conversationId)).map(present) }
}

export async function listAgreed(db: Db, student: Student, days: number) {
  return { items: (await data.listAgreed(db, student.id, days)).map(present) }
}

/**
 * Proposes a session; whatever was proposed before in the conversation is answered by it. The conversation says so.
 * @throws ProblemError not-found, connection-closed, session-clash, invalid-request for a time that is over, too far
 * ahead, or left out by daylight saving
 */
export function proposeSession(
  parts: Parts,
  student: VerifiedStudent,
  conversationId: string,
  { date, start, minutes, place }: Proposal,
): Promise<{ session: StudySession; partnerId: string }> {
  return parts.database.transaction(async (db) => {
    await lockConversation(db, conversationId)
    const { partner, isOpen } = await getConversation(db, student, conversationId)
    requireOpen(isOpen)
    const startsAt = await data.instantOf(db, date, start, student.university.timeZone)
    if (!startsAt) throw badTime('body.start', 'is left out by daylight saving on that day')
    if (startsAt.getTime() < Date.now()) throw badTime('body.start', 'is over')
    if (startsAt.getTime() > Date.now() + furthest)
      throw badTime('body.date', 'is more than half a year ahead')
    const endsAt = new Date(startsAt.getTime() + minutes * 60_000)
    await requireFree(db, conversationId, { startsAt, endsAt })
    await data.answerOpen(db, conversationId, student.id)
    const id = await data.insertSession(db, {
      connectionId: conversationId,
      proposerId: student.id,
      startsAt,
      endsAt,
      place: place?.trim() || null,
    })
    await writeSystemMessage(db, conversationId, student.id, `study-session ${id} proposed`)
    await noteSession(db, partner.id, conversationId, id, 'proposed')
    return { session: await getSession(db, student, id), partnerId: partner.id }
  })
}

/**
 * Accepts, declines or cancels. The same answer twice changes nothing; of two at once the first counts.
 * @throws ProblemError not-found, not-allowed, session-changed; accepting also session-clash, connection-closed
 */
export function answerSession(
  parts: Parts,
  student: VerifiedStudent,
  id: string,
  answer: Answer,
): Promise<{ session: StudySession; partnerId: string }> {
  return parts.database.transaction(async (db) => {
    const found = await getSession(db, student, id)
    await lockConversation(db, found.conversationId)
    const session = await getSession(db, student, id)
    const partnerId = session.partner.id
    if (session.status === answer) return { session, partnerId }
    requireAnswerable(session, answer)
    const { isOpen } = await getConversation(db, student, session.conversationId)
    if (answer === 'accepted') {
      requireOpen(isOpen)
      await data.lockBoth(db, session.conversationId)
      const [startsAt, endsAt] = [new Date(session.startsAt), new Date(session.endsAt)]
      await requireFree(db, session.conversationId, { startsAt, endsAt })
    }
    await data.setStatus(db, id, answer)
    if (isOpen)
      await writeSystemMessage(db, session.conversationId, student.id, `study-session ${id} ${answer}`)
    await noteSession(db, partnerId, session.conversationId, id, answer)
    return { session: await getSession(db, student, id), partnerId }
  })
}

/** Notes for a student what became of a session. */
export function noteSession(
  db: Db,
  userId: string,
  connectionId: string,
  sessionId: string,
  what: Answer | 'proposed' | 'soon',
): Promise<void> {
  return note(db, { userId, kind: 'session', connectionId, sessionId, what })
}

/** @throws ProblemError not-found, also for a session of others */
export async function getSession(db: Db, student: Student, id: string): Promise<StudySession> {
  return present(await findRow(db, student, id))
}

export async function findRow(db: Db, student: Pick<Student, 'id'>, id: string): Promise<data.SessionRow> {
  const row = await data.findSession(db, student.id, id)
  if (!row) throw new ProblemError('not-found', 'You have no such session.')
  return row
}

function requireAnswerable({ status, isMine, startsAt }: StudySession, answer: Answer): void {
  if (answer !== 'cancelled' && isMine)
    throw new ProblemError('not-allowed', 'Your own proposal is answered by the other one.')
  if (answer === 'cancelled' && status === 'proposed' && !isMine)
    throw new ProblemError('not-allowed', 'Decline what the other one proposed, or propose another time.')
  const isPast = status === 'proposed' && Date.parse(startsAt) < Date.now()
  if (isPast || !(status === 'proposed' || (status === 'accepted' && answer === 'cancelled')))
    throw new ProblemError(
      'session-changed',
      'It was answered by now, or its time has come; look at it again.',
    )
}

async function requireFree(db: Db, conversationId: string, time: { startsAt: Date; endsAt: Date }) {
  if (await data.isTaken(db, conversationId, time))
    throw new ProblemError(
      'session-clash',
      'One of you has agreed on another session then; choose another time.',
    )
}

function requireOpen(isOpen: boolean): void {
  if (!isOpen)
    throw new ProblemError('connection-closed', 'The connection has ended, so nothing can be proposed.')
}

const badTime = (field: string, message: string) =>
  new ProblemError('invalid-request', 'Choose another time.', { errors: [{ field, message }] })

function present(row: data.SessionRow): StudySession {
  return {
    ...row,
    startsAt: row.startsAt.toISOString(),
    endsAt: row.endsAt.toISOString(),
    createdAt: row.createdAt.toISOString(),
  }
}
