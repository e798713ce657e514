import type { Report, StaffAction } from '#contract/reports.ts'
import { Prisma } from '#platform/database/generated/client.ts'
import type { Db } from '#platform/database/open.ts'

export interface NewReport {
  reporterId: string
  subjectId: string
  kind: Report['kind']
  messageId: string | null
  evidence: string | null
  reason: Report['reason']
  note: string | null
}

/** One that is open already stays as it is. */
export async function insertReport(db: Db, report: NewReport): Promise<void> {
  await db.$executeRaw`
    INSERT INTO reports (reporter_id, subject_id, kind, message_id, evidence, reason, note)
    VALUES (${report.reporterId}::uuid, ${report.subjectId}::uuid, ${report.kind}, ${report.messageId}::uuid,
            ${report.evidence}, ${report.reason}, ${report.note})
    ON CONFLICT DO NOTHING`
}

/** Picture of a student of the university; null where there is no such student. */
export async function findSubject(
  db: Db,
  id: string,
  university: string,
): Promise<{ pictureUrl: string | null } | null> {
  const user = await db.user.findFirst({
    where: { id, universityName: university },
    select: { profileImageUrl: true },
  })
  return user && { pictureUrl: user.profileImageUrl }
}

/** What the sender wrote to the reader; null for any other message. */
export async function findMessageTo(
  db: Db,
  id: string,
  senderId: string,
  readerId: string,
): Promise<string | null> {
  const message = await db.message.findFirst({
    where: { id, senderId, connection: { OR: [{ requesterId: readerId }, { targetId: readerId }] } },
    select: { content: true },
  })
  return message?.content ?? null
}

export interface ReportRow extends Omit<Report, 'createdAt'> {
  createdAt: Date
}

/** `university`: of which students' reports are told; null: of all. */
const select = (university: string | null) => Prisma.sql`
  SELECT r.id, r.kind, r.reason, r.note, r.evidence, r.status, r.created_at AS "createdAt",
         json_build_object('id', s.id, 'firstName', s.first_name, 'lastName', s.last_name,
                           'pictureUrl', s.profile_image_url, 'email', s.email, 'isActive', s.is_active) AS subject,
         CASE WHEN p.id IS NOT NULL THEN json_build_object('id', p.id, 'firstName', p.first_name,
           'lastName', p.last_name, 'pictureUrl', p.profile_image_url) END AS reporter,
         (SELECT count(*)::int FROM reports o WHERE o.subject_id = r.subject_id) AS reports,
         (SELECT coalesce(json_agg(json_build_object('action', a.action, 'note', a.note,
             'by', coalesce(b.first_name || ' ' || b.last_name, 'somebody who left'),
             'at', to_char(a.created_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')) ORDER BY a.id DESC), '[]')
          FROM staff_actions a LEFT JOIN users b ON b.id = a.staff_id
          WHERE a.subject_id = r.subject_id) AS actions
  FROM reports r
  JOIN users s ON s.id = r.subject_id
  LEFT JOIN users p ON p.id = r.reporter_id
  WHERE (${university}::text IS NULL OR s.university = ${university})`

export function listReports(
  db: Db,
  university: string | null,
  { status, after, limit }: { status: Report['status']; after: [string, string] | null; limit: number },
): Promise<ReportRow[]> {
  return db.$queryRaw<ReportRow[]>`
    ${select(university)} AND r.status = ${status}
    ${after ? Prisma.sql`AND (r.created_at, r.id) > (${after[0]}::timestamptz, ${after[1]}::uuid)` : Prisma.empty}
    ORDER BY r.created_at, r.id
    LIMIT ${limit}`
}

export async function findReport(db: Db, university: string | null, id: string): Promise<ReportRow | null> {
  const rows = await db.$queryRaw<ReportRow[]>`${select(university)} AND r.id = ${id}::uuid`
  return rows[0] ?? null
}

/** Notes what was done; the report is closed by it. */
export async function insertAction(
  db: Db,
  action: { reportId: string; staffId: string; subjectId: string; action: StaffAction; note: string | null },
): Promise<void> {
  await db.staffAction.create({ data: action })
  await db.$executeRaw`
    UPDATE reports SET status = 'closed', closed_at = coalesce(closed_at, now()) WHERE id = ${action.reportId}::uuid`
}

/** Suspends, or takes that back; also somebody's wish to be deleted. */
export async function setActive(db: Db, userId: string, isActive: boolean): Promise<void> {
  const data = isActive
    ? { isActive, suspendedAt: null, deletionAt: null }
    : { isActive, suspendedAt: new Date() }
  await db.user.update({ where: { id: userId }, data })
}

/** The role of a student, which decides whether staff may act on them. */
export async function findRole(db: Db, userId: string): Promise<string | null> {
  const user = await db.user.findUnique({ where: { id: userId }, select: { role: true } })
  return user?.role ?? null
}
