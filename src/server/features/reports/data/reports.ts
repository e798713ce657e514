import type { Report } from '#contract/reports.ts'
import { Prisma } from '#platform/database/generated/client.ts'
import type { Db } from '#platform/database/open.ts'

export interface NewReport {
  id: string
  reporterId: string
  subjectId: string
  university: string
  kind: Report['kind']
  messageId: string | null
  evidence: string | null
  context: Report['context']
  /** Whether a copy of the message's image is kept. */
  hasImage: boolean
  reason: Report['reason']
  note: string | null
}

/** @returns false where it was told already and is open, which stays as it is */
export async function insertReport(db: Db, report: NewReport): Promise<boolean> {
  const context = report.kind === 'message' ? JSON.stringify(report.context) : null
  const inserted = await db.$executeRaw`
    INSERT INTO reports (id, reporter_id, subject_id, university, kind, message_id, evidence, context, has_image, reason, note)
    VALUES (${report.id}::uuid, ${report.reporterId}::uuid, ${report.subjectId}::uuid, ${report.university},
            ${report.kind}, ${report.messageId}::uuid, ${report.evidence}, ${context}::jsonb, ${report.hasImage}, ${report.reason},
            ${report.note})
    ON CONFLICT DO NOTHING`
  return inserted > 0
}

export interface ReportRow extends Omit<Report, 'createdAt' | 'pictureUrl'> {
  createdAt: Date
  hasImage: boolean
}

/** `university`: of which students' reports are told; null: of all. */
const select = (university: string | null) => Prisma.sql`
  SELECT r.id, r.kind, r.reason, r.note, r.evidence, coalesce(r.context, '[]') AS context, r.has_image AS "hasImage", r.status,
         r.created_at AS "createdAt",
         CASE WHEN s.id IS NOT NULL THEN json_build_object('id', s.id, 'firstName', s.first_name,
           'lastName', s.last_name, 'pictureUrl', s.profile_image_url, 'email', s.email,
           'isSuspended', NOT s.is_active AND (s.suspended_at IS NOT NULL OR s.deletion_at IS NULL)) END AS subject,
         CASE WHEN p.id IS NOT NULL THEN json_build_object('id', p.id, 'firstName', p.first_name,
           'lastName', p.last_name, 'pictureUrl', p.profile_image_url) END AS reporter,
         (SELECT count(*)::int FROM reports o WHERE o.id = r.id OR o.subject_id = r.subject_id) AS reports,
         (SELECT coalesce(json_agg(json_build_object('action', a.action, 'note', a.note,
             'by', coalesce(b.first_name || ' ' || b.last_name, 'somebody who left'),
             'at', to_char(a.created_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')) ORDER BY a.id DESC), '[]')
          FROM staff_actions a LEFT JOIN users b ON b.id = a.staff_id
          WHERE a.action <> 'role' AND (a.report_id = r.id OR a.subject_id = r.subject_id)) AS actions
  FROM reports r
  LEFT JOIN users s ON s.id = r.subject_id
  LEFT JOIN users p ON p.id = r.reporter_id
  WHERE (${university}::text IS NULL OR r.university = ${university})`

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
