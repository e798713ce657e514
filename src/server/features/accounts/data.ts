import type { Db } from '#platform/database/open.ts'
import type { Sql } from '#platform/database/sql.ts'

const identifierOf = (userId: string) => `verify-email:${userId}`

export interface NewUser {
  email: string
  passwordHash: string
  firstName: string
  lastName: string
  university: string
}

/** @returns id of the new user; null where the address is taken, in any letter case */
export async function insertUser(db: Db, user: NewUser): Promise<string | null> {
  const rows = await db.$queryRaw<{ id: string }[]>`
    INSERT INTO users (email, password_hash, first_name, last_name, university)
    VALUES (${user.email}, ${user.passwordHash}, ${user.firstName}, ${user.lastName}, ${user.university})
    ON CONFLICT (lower(email)) DO NOTHING
    RETURNING id`
  return rows[0]?.id ?? null
}

export async function findUserByEmail(db: Db, email: string) {
  const rows = await db.$queryRaw<
    {
      id: string
      email: string
      firstName: string
      passwordHash: string | null
      isVerified: boolean
      isActive: boolean
    }[]
  >`
    SELECT id, email, first_name AS "firstName", password_hash AS "passwordHash",
           is_verified AS "isVerified", is_active AS "isActive"
    FROM users WHERE lower(email) = lower(${email})`
  return rows[0] ?? null
}

/** Begins an unverified account anew: name and password are replaced, its links and sessions end. */
export async function replaceUnverified(
  db: Db,
  userId: string,
  { passwordHash, firstName, lastName }: Pick<NewUser, 'passwordHash' | 'firstName' | 'lastName'>,
): Promise<void> {
  await db.user.update({ where: { id: userId }, data: { passwordHash, firstName, lastName } })
  await db.session.deleteMany({ where: { userId } })
  await db.verificationToken.deleteMany({ where: { identifier: identifierOf(userId) } })
}

export async function insertVerificationToken(
  db: Db,
  userId: string,
  token: string,
  expires: Date,
): Promise<void> {
  await db.verificationToken.create({ data: { identifier: identifierOf(userId), token, expires } })
}

/**
 * Uses up a token: of two at once, one gets it.
 * @returns the confirmed address; null for a token that is unknown, used or expired
 */
export async function confirmByToken(db: Db, token: string): Promise<string | null> {
  const used = await db.$queryRaw<{ userId: string }[]>`
    DELETE FROM verification_tokens
    WHERE token = ${token} AND identifier LIKE 'verify-email:%' AND expires > now()
    RETURNING substring(identifier FROM 14) AS "userId"`
  const userId = used[0]?.userId
  if (!userId) return null
  await db.verificationToken.deleteMany({ where: { identifier: identifierOf(userId) } })
  const rows = await db.$queryRaw<{ email: string }[]>`
    UPDATE users SET is_verified = TRUE, email_verified_at = COALESCE(email_verified_at, now())
    WHERE id = ${userId}::uuid RETURNING email`
  return rows[0]?.email ?? null
}

/** Opens a session and notes the sign-in; `rehash` replaces the stored password hash. */
export async function insertSession(
  db: Db,
  session: { userId: string; digest: string; expires: Date; rehash: string | null },
): Promise<void> {
  await db.session.create({
    data: { userId: session.userId, sessionToken: session.digest, expires: session.expires },
  })
  await db.user.update({
    where: { id: session.userId },
    data: { lastLoginAt: new Date(), ...(session.rehash && { passwordHash: session.rehash }) },
  })
}

export interface SessionRow {
  sessionId: string
  expires: Date
  id: string
  email: string
  firstName: string
  lastName: string
  pictureUrl: string | null
  isVerified: boolean
  universityId: string
  university: string
  domain: string
  timeZone: string
  currentSemester: string | null
  catalogueVersion: string
}

/** The student of a live session; a deactivated one has none. Asked by every request, so it is prepared. */
export async function findSession(sql: Sql, digest: string): Promise<SessionRow | null> {
  const rows = await sql<SessionRow>(
    'accounts-session',
    `SELECT s.id AS "sessionId", s.expires, u.id, u.email, u.first_name AS "firstName", u.last_name AS "lastName",
            u.profile_image_url AS "pictureUrl", u.is_verified AS "isVerified",
            un.id AS "universityId", un.name AS university, un.domain,
            un.time_zone AS "timeZone", un.current_semester AS "currentSemester",
            un.catalogue_version::text AS "catalogueVersion"
     FROM sessions s
     JOIN users u ON u.id = s.user_id
     JOIN universities un ON un.name = u.university
     WHERE s.session_token = $1 AND s.expires > now() AND u.is_active`,
    [digest],
  )
  return rows[0] ?? null
}

export async function extendSession(db: Db, sessionId: string, expires: Date): Promise<void> {
  await db.session.updateMany({ where: { id: sessionId }, data: { expires } })
}

export async function deleteSession(db: Db, digest: string): Promise<void> {
  await db.session.deleteMany({ where: { sessionToken: digest } })
}
