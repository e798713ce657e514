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

export async function suspend(db: Db, userId: string): Promise<void> {
  await db.user.update({ where: { id: userId }, data: { isActive: false, suspendedAt: new Date() } })
}

/**
 * Takes a suspension back, and with it the wish to be deleted that it held up.
 * @returns false for who only has that wish, which is theirs to take back
 */
export async function restore(db: Db, userId: string): Promise<boolean> {
  const { count } = await db.user.updateMany({
    where: { id: userId, OR: [{ suspendedAt: { not: null } }, { deletionAt: null }] },
    data: { isActive: true, suspendedAt: null, deletionAt: null },
  })
  return count > 0
}

/** The role of a student, which decides whether staff may act on them. */
export async function findRole(db: Db, userId: string): Promise<string | null> {
  const user = await db.user.findUnique({ where: { id: userId }, select: { role: true } })
  return user?.role ?? null
}
