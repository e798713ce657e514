import type { Db } from '#platform/database/open.ts'
import { deleteFactors } from './factors.ts'
import { deleteSessions } from './sessions.ts'

/** From now on nobody finds the student; at `at` they are deleted, unless they sign in before. */
export async function scheduleDeletion(db: Db, id: string, at: Date): Promise<void> {
  await db.user.update({ where: { id }, data: { isActive: false, deletionAt: at } })
}

/** Holds a student whose time has come; null where there is none that nobody else holds. */
export async function lockDue(db: Db): Promise<{ id: string; pictureUrl: string | null } | null> {
  const rows = await db.$queryRaw<{ id: string; pictureUrl: string | null }[]>`
    SELECT id, profile_image_url AS "pictureUrl" FROM users WHERE deletion_at < now()
    ORDER BY deletion_at LIMIT 1 FOR UPDATE SKIP LOCKED`
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
  await db.verificationToken.deleteMany({ where: { identifier: { contains: `:${id}` } } })
  const rows = await db.$queryRaw<unknown[]>`
    SELECT FROM connections WHERE ${id}::uuid IN (requester_id, target_id) LIMIT 1`
  if (rows.length === 0) await db.user.delete({ where: { id } })
  else await makeNameless(db, id)
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
  await db.user.update({
    where: { id },
    data: {
      email: `deleted-${id}@deleted.invalid`,
      firstName: 'Deleted',
      lastName: 'student',
      passwordHash: null,
      profileImageUrl: null,
      isVerified: false,
      emailVerifiedAt: null,
      lastLoginAt: null,
      deletionAt: null,
    },
  })
}
