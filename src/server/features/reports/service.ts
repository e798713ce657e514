import { randomUUID } from 'node:crypto'
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
import { findRole, insertAction, restore, suspend } from './data/actions.ts'
import { findSubject } from './data/evidence.ts'
import { findReport, insertReport, listReports as listRows, type ReportRow } from './data/reports.ts'
import { keepImage, keepPicture, pictureOf, readMessage } from './evidence.ts'
import { suspensionLetter, warningLetter } from './letters.ts'

type ReportInput = z.output<NonNullable<typeof reportContract.body>>
type ListQuery = z.output<NonNullable<typeof listContract.query>>

/**
 * Tells the staff of the university, with a copy of what it is about, and blocks in the same transaction if asked to.
 * @throws ProblemError not-found, not-allowed for oneself, invalid-request
 */
export async function reportStudent(parts: Parts, student: Student, input: ReportInput): Promise<void> {
  const { database, files } = parts
  const { studentId: subjectId, kind, messageId, reason } = input
  if (subjectId === student.id) throw new ProblemError('not-allowed', 'You cannot report yourself.')
  if ((kind === 'message') !== (messageId !== undefined))
    throw new ProblemError('invalid-request', 'Name the message that a report of one is about.', {
      errors: [{ field: 'body.messageId', message: 'belongs to kind message, and only there' }],
    })
  const university = student.university.name
  const subject = await findSubject(database.prisma, subjectId, university)
  if (!subject) throw new ProblemError('not-found', 'There is no such student at your university.')
  const id = randomUUID()
  // The file first, then the row: whatever fails, a row has its file.
  if (kind === 'picture') await keepPicture(files, id, subject.pictureUrl)
  let isTold = false
  try {
    isTold = await database.transaction(async (db) => {
      const message = messageId ? await readMessage(db, messageId, subjectId, student.id) : null
      const hasImage = await keepImage(files, id, message?.imageId ?? null)
      const told = await insertReport(db, {
        id,
        reporterId: student.id,
        subjectId,
        university,
        kind,
        messageId: messageId ?? null,
        evidence: message?.content ?? (kind === 'picture' ? subject.pictureUrl : null),
        context: message?.context ?? [],
        hasImage,
        reason,
        note: input.note?.trim() || null,
      })
      if (input.block) await blockStudent(db, student, subjectId)
      return told
    })
  } finally {
    if (!isTold) await files.remove(pictureOf(id))
  }
}

/** @throws ProblemError not-found, also for another university's report and one that has neither picture nor image */
export async function readReportedPicture({ database, files }: Parts, staff: StaffMember, id: string) {
  const report = await findReport(database.prisma, scopeOf(staff), id)
  const file = report && present(report).pictureUrl ? await files.read(pictureOf(id)) : null
  if (!file) throw new ProblemError('not-found', 'There is no such picture at your university.')
  return file
}

/** A page of the reports that are the staff member's to look after. */
export async function listReports(db: Db, staff: StaffMember, { status, cursor, limit }: ListQuery) {
  const after = readCursor(InstantPlace, cursor)
  const rows = await listRows(db, scopeOf(staff), { status, after, limit: limit + 1 })
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
    const found = await findReport(db, scopeOf(staff), id)
    if (!found) throw new ProblemError('not-found', 'There is no such report at your university.')
    const { subject } = found
    if (subject) await actOn(db, staff, subject.id, action)
    else if (action !== 'dismiss')
      throw new ProblemError('not-allowed', 'The account is gone; this report can only be dismissed.')
    const by = { reportId: id, staffId: staff.id, subjectId: subject?.id ?? null }
    await insertAction(db, { ...by, action, note: note?.trim() || null })
    return findReport(db, scopeOf(staff), id)
  })
  if (!report) throw new ProblemError('not-found', 'The report is gone.')
  const letterOf = { warn: warningLetter, suspend: suspensionLetter, dismiss: null, restore: null }[action]
  if (letterOf && report.subject) void post(parts, letterOf(report.subject.email, report.subject.firstName))
  return present(report)
}

/** @throws ProblemError not-allowed for oneself, and other staff unless an operator asks */
async function actOn(db: Db, staff: StaffMember, subjectId: string, action: StaffAction): Promise<void> {
  if (subjectId === staff.id) throw new ProblemError('not-allowed', 'Let somebody else look at this one.')
  if (staff.role !== 'operator' && (await findRole(db, subjectId)) !== 'student')
    throw new ProblemError('not-allowed', 'Only an operator acts on staff.')
  if (action === 'suspend') {
    await suspend(db, subjectId)
    await signOutEverywhere(db, subjectId)
  }
  if (action === 'restore' && !(await restore(db, subjectId)))
    throw new ProblemError('not-allowed', 'They have asked to be deleted; only they can come back.')
}

/** The university whose students are theirs to look after; null: all. */
function scopeOf({ role, university }: StaffMember): string | null {
  return role === 'operator' ? null : university.name
}

function present({ createdAt, hasImage, ...row }: ReportRow): Report {
  const { id, kind, evidence } = row
  const isPicture = kind === 'picture'
  return {
    ...row,
    evidence: isPicture ? null : evidence,
    pictureUrl: (isPicture || hasImage) && evidence ? `/api/v1/staff/reports/${id}/picture` : null,
    createdAt: createdAt.toISOString(),
  }
}
