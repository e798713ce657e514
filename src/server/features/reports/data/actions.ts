import type { StaffAction } from '#contract/reports.ts'
import type { Db } from '#platform/database/open.ts'

/** Notes what was done; the report is closed by it. */
export async function insertAction(
  db: Db,
  action: {
    reportId: string
    staffId: string
    subjectId: string | null
    action: StaffAction
    note: string | null
  },
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
