import type { Db } from '#platform/database/open.ts'
import { deleteFactors } from './factors.ts'
import { deleteSessions } from './sessions.ts'
import { deleteAllTokens } from './tokens.ts'

/** From now on nobody finds the student; at `at` they are deleted, unless they sign in before. */
export async function scheduleDeletion(db: Db, id: string, at: Date): Promise<void> {
  await db.user.update({ where: { id }, data: { isActive: false, deletionAt: at } })
}

/** Somebody who is to be deleted, held until the transaction ends. */
export interface DueStudent {
  id: string
  pictureUrl: string | null
}

/**
 * Whose time has come; null where there is nobody whom nobody else holds. Who was suspended meanwhile stays: they could
 * sign up again as if nothing had been.
 */
export async function lockLeaving(db: Db): Promise<DueStudent | null> {
  const rows = await db.$queryRaw<DueStudent[]>`
    SELECT id, profile_image_url AS "pictureUrl" FROM users WHERE deletion_at < now() AND suspended_at IS NULL
    ORDER BY deletion_at LIMIT 1 FOR UPDATE SKIP LOCKED`
  return rows[0] ?? null
}

/** Who has not confirmed an address in so many days, and has no link by which they still could. */
export async function lockUnconfirmed(db: Db, days: number): Promise<DueStudent | null> {
  const rows = await db.$queryRaw<DueStudent[]>`
    SELECT id, profile_image_url AS "pictureUrl" FROM users u
    WHERE email_verified_at IS NULL AND is_active AND NOT is_verified
      AND created_at < now() - make_interval(days => ${days}::int)
      AND NOT EXISTS (SELECT FROM verification_tokens t
                      WHERE t.identifier = 'verify-email:' || u.id AND t.expires > now())
    ORDER BY created_at LIMIT 1 FOR UPDATE SKIP LOCKED`
  return rows[0] ?? null
}

/**
 * Deletes a student and what is theirs. Where somebody else has written to them, that conversation stays with the other
 * one's messages, and a nameless row in the student's place.
 */
export async function deleteStudent(db: Db, id: string): Promise<void> {
  await db.$executeRaw`
    DELETE FROM connections c WHERE ${id}::uuid IN (requester_id, target_id)
      AND NOT EXISTS (SELECT FROM messages m WHERE m.connection_id = c.id AND m.sender_id <> ${id}::uuid)`
  await deleteAllTokens(db, id)
  const rows = await db.$queryRaw<unknown[]>`
    SELECT FROM connections WHERE ${id}::uuid IN (requester_id, target_id) LIMIT 1`
  if (rows.length === 0) await db.user.delete({ where: { id } })
  else await makeNameless(db, id)
}

/**
 * Deletes conversations of which both have left, and the nameless rows that no conversation needs any more.
 * @returns how many rows
 */
export async function deleteNameless(db: Db): Promise<number> {
  await db.$executeRaw`
    DELETE FROM connections c USING users r, users t
    WHERE r.id = c.requester_id AND r.email LIKE 'deleted-%@deleted.invalid'
      AND t.id = c.target_id AND t.email LIKE 'deleted-%@deleted.invalid'`
  return db.$executeRaw`
    DELETE FROM users u WHERE email LIKE 'deleted-%@deleted.invalid'
      AND NOT EXISTS (SELECT FROM connections c WHERE c.requester_id = u.id)
      AND NOT EXISTS (SELECT FROM connections c WHERE c.target_id = u.id)`
}

async function makeNameless(db: Db, id: string): Promise<void> {
  await db.$executeRaw`
    UPDATE messages SET content = 'deleted', message_type = 'system' WHERE sender_id = ${id}::uuid`
  await db.$executeRaw`
    UPDATE connection_events SET initial_message = NULL
    WHERE connection_id IN (SELECT id FROM connections WHERE requester_id = ${id}::uuid)`
  await db.$executeRaw`
    UPDATE connections SET initial_message = NULL WHERE requester_id = ${id}::uuid`
  await db.$executeRaw`
    UPDATE connections SET status = 'cancelled', responded_at = now()
    WHERE ${id}::uuid IN (requester_id, target_id) AND status IN ('pending', 'accepted')`
  const own = { where: { userId: id } }
  await db.userProfile.deleteMany(own)
  await db.availability.deleteMany(own)
  await db.userCourse.deleteMany(own)
  await db.matchCache.deleteMany(own)
  await deleteSessions(db, id, null)
  await deleteFactors(db, id)
  await db.account.deleteMany(own)
  await db.block.deleteMany({ where: { blockerId: id } })
  await db.messagePosition.deleteMany(own)
  await db.presence.deleteMany(own)
  await db.calendarFeed.deleteMany(own)
  await db.notification.deleteMany(own)
  await db.notificationSettings.deleteMany(own)
  await db.studySession.updateMany({ where: { proposerId: id }, data: { place: null } })
  await db.ignore.deleteMany({ where: { OR: [{ userId: id }, { ignoredId: id }] } })
  await db.report.updateMany({ where: { reporterId: id }, data: { reporterId: null } })
  await db.report.updateMany({ where: { subjectId: id }, data: { subjectId: null } })
  await db.user.update({
    where: { id },
    data: {
      email: `deleted-${id}@deleted.invalid`,
      firstName: 'Deleted',
      lastName: 'student',
      role: 'student',
      passwordHash: null,
      profileImageUrl: null,
      isVerified: false,
      emailVerifiedAt: null,
      lastLoginAt: null,
      deletionAt: null,
    },
  })
}
