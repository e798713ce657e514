import type { Db } from '#platform/database/open.ts'
import type { Sql } from '#platform/database/sql.ts'
import type { Device } from '../device.ts'
import { longestDays, type NewSession, oldestThatHolds, type StudentRow, studentColumns } from './sessions.ts'
import { noteSignIn } from './users.ts'

export interface RefreshRow {
  id: string
  userId: string
  familyId: string
  usedAt: Date | null
  email: string
  firstName: string
}

/** Begins a family. @returns its id */
export async function insertFamily(
  db: Db,
  { userId, digest, expires, device, factors }: NewSession,
): Promise<string> {
  const { familyId } = await db.userSession.create({
    data: {
      userId,
      refreshToken: digest,
      expiresAt: expires,
      deviceInfo: device.userAgent,
      ipAddress: device.ipAddress,
      factors,
    },
    select: { familyId: true },
  })
  await noteSignIn(db, userId)
  return familyId
}

/** Held until the transaction ends; null for a token that is unknown, too old, or of a deactivated student. */
export async function lockRefreshToken(db: Db, digest: string): Promise<RefreshRow | null> {
  const rows = await db.$queryRaw<RefreshRow[]>`
    SELECT s.id, s.user_id AS "userId", s.family_id AS "familyId", s.used_at AS "usedAt",
           u.email, u.first_name AS "firstName"
    FROM user_sessions s JOIN users u ON u.id = s.user_id
    WHERE s.refresh_token = ${digest} AND s.expires_at > now() AND u.is_active
      AND s.family_began_at > now() - make_interval(days => ${longestDays}::int)
    FOR UPDATE OF s`
  return rows[0] ?? null
}

/** Notes the use of a token and makes the next one of its family. */
export async function replaceRefreshToken(
  db: Db,
  id: string,
  next: { digest: string; expires: Date; device: Device },
): Promise<void> {
  await db.$executeRaw`UPDATE user_sessions SET used_at = now() WHERE id = ${id}::uuid`
  await db.$executeRaw`
    INSERT INTO user_sessions (user_id, refresh_token, device_info, ip_address, expires_at, family_id, family_began_at, factors)
    SELECT user_id, ${next.digest}, ${next.device.userAgent}, ${next.device.ipAddress}::inet, ${next.expires},
           family_id, family_began_at, factors
    FROM user_sessions WHERE id = ${id}::uuid`
}

export async function deleteFamily(db: Db, userId: string, familyId: string): Promise<boolean> {
  return (await db.userSession.deleteMany({ where: { userId, familyId } })).count > 0
}

/** The student of an access token whose family still stands. */
export async function findStudentOfFamily(
  sql: Sql,
  userId: string,
  familyId: string,
): Promise<StudentRow | null> {
  const rows = await sql<StudentRow>(
    'accounts-family',
    `SELECT s.factors, NULL AS "provenAt", ${studentColumns}
     FROM user_sessions s
     JOIN users u ON u.id = s.user_id
     JOIN universities un ON un.name = u.university
     WHERE s.family_id = $2 AND s.user_id = $1 AND s.used_at IS NULL AND s.expires_at > now()
       AND s.family_began_at > now() - interval '${longestDays} days' AND u.is_active`,
    [userId, familyId],
  )
  return rows[0] ?? null
}

/** Families that still stand, last refreshed first. */
export function listFamilies(db: Db, userId: string) {
  return db.userSession.findMany({
    where: { userId, usedAt: null, expiresAt: { gt: new Date() }, familyBeganAt: { gt: oldestThatHolds() } },
    orderBy: [{ createdAt: 'desc' }, { id: 'asc' }],
    select: { familyId: true, deviceInfo: true, ipAddress: true, createdAt: true, familyBeganAt: true },
  })
}

/** @returns how many tokens that no longer work were deleted */
export async function deleteExpiredRefreshTokens(db: Db): Promise<number> {
  return (await db.userSession.deleteMany({ where: { expiresAt: { lt: new Date() } } })).count
}
