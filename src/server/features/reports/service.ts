import type { z } from 'zod'
import type {
  listReports as listContract,
  Report,
  reportStudent as reportContract,
  StaffAction,
} from '#contract/reports.ts'
import { signOutEverywhere } from '#features/accounts/service.ts'
import { blockStudent } from '#features/blocks/service.ts'
import type { Db } from '#platform/database/open.ts'
import { ProblemError } from '#platform/errors.ts'
import { cutPage, InstantPlace, readCursor } from '#platform/http/cursor.ts'
import type { StaffMember, Student } from '#platform/http/principal.ts'
import { post } from '#platform/post.ts'
import type { Parts } from '../../parts.ts'
import * as data from './data.ts'
import { suspensionLetter, warningLetter } from './letters.ts'

type ReportInput = z.output<NonNullable<typeof reportContract.body>>
type ListQuery = z.output<NonNullable<typeof listContract.query>>

/**
 * Tells the staff of the university, and blocks in the same transaction if asked to.
 * @throws ProblemError not-found, not-allowed for oneself, invalid-request
 */
export function reportStudent({ database }: Parts, student: Student, input: ReportInput): Promise<void> {
  const { studentId: subjectId, kind, messageId, reason } = input
  if (subjectId === student.id) throw new ProblemError('not-allowed', 'You cannot report yourself.')
  if ((kind === 'message') !== (messageId !== undefined))
    throw new ProblemError('invalid-request', 'Name the message that a report of one is about.', {
      errors: [{ field: 'body.messageId', message: 'belongs to kind message, and only there' }],
    })
  return database.transaction(async (db) => {
    const subject = await data.findSubject(db, subjectId, student.university.name)
    if (!subject) throw new ProblemError('not-found', 'There is no such student at your university.')
    const evidence = messageId
      ? await data.findMessageTo(db, messageId, subjectId, student.id)
      : kind === 'picture'
        ? subject.pictureUrl
        : null
    if (kind !== 'person' && evidence === null)
      throw new ProblemError('not-found', `There is no such ${kind} of this student for you to see.`)
    const note = input.note?.trim() || null
    await data.insertReport(db, {
      reporterId: student.id,
      subjectId,
      kind,
      messageId: messageId ?? null,
      evidence,
      reason,
      note,
    })
    if (input.block) await blockStudent(db, student, subjectId)
  })
}

/** A page of the reports that are the staff member's to look after. */
export async function listReports(db: Db, staff: StaffMember, { status, cursor, limit }: ListQuery) {
  const after = readCursor(InstantPlace, cursor)
  const rows = await data.listReports(db, scopeOf(staff), { status, after, limit: limit + 1 })
  const { items, nextCursor } = cutPage(rows, limit, (row) => [row.createdAt.toISOString(), row.id])
  return { items: items.map(present), nextCursor }
}

/**
 * Does something about a report, notes who did it, and closes it.
 * @throws ProblemError not-found, also for another university's; not-allowed for a report about oneself or other staff
 */
export async function actOnReport(
  parts: Parts,
  staff: StaffMember,
  id: string,
  { action, note }: { action: StaffAction; note?: string | undefined },
): Promise<Report> {
  const report = await parts.database.transaction(async (db) => {
    const found = await data.findReport(db, scopeOf(staff), id)
    if (!found) throw new ProblemError('not-found', 'There is no such report at your university.')
    const { subject } = found
    if (subject.id === staff.id) throw new ProblemError('not-allowed', 'Let somebody else look at this one.')
    if (staff.role !== 'operator' && (await data.findRole(db, subject.id)) !== 'student')
      throw new ProblemError('not-allowed', 'Only an operator acts on staff.')
    if (action === 'suspend' || action === 'restore')
      await data.setActive(db, subject.id, action === 'restore')
    if (action === 'suspend') await signOutEverywhere(db, subject.id)
    const by = { reportId: id, staffId: staff.id, subjectId: subject.id }
    await data.insertAction(db, { ...by, action, note: note?.trim() || null })
    return data.findReport(db, scopeOf(staff), id)
  })
  if (!report) throw new ProblemError('not-found', 'The report is gone.')
  const letterOf = { warn: warningLetter, suspend: suspensionLetter, dismiss: null, restore: null }[action]
  if (letterOf) void post(parts, letterOf(report.subject.email, report.subject.firstName))
  return present(report)
}

/** The university whose students are theirs to look after; null: all. */
function scopeOf({ role, university }: StaffMember): string | null {
  return role === 'operator' ? null : university.name
}

function present({ createdAt, ...row }: data.ReportRow): Report {
  return { ...row, createdAt: createdAt.toISOString() }
}
