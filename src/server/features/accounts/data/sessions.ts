import type { Db } from '#platform/database/open.ts'
import type { Sql } from '#platform/database/sql.ts'
import { together } from '#platform/database/together.ts'
import type { Student } from '#platform/http/principal.ts'
import type { Device } from '../device.ts'
import { deleteTokens } from './tokens.ts'
import { noteSignIn } from './users.ts'

/** However much it is used, a session, a browser's or a program's, ends so many days after signing in. */
export const longestDays = 180

/** When a session that still holds may have begun. */
export const oldestThatHolds = () => new Date(Date.now() - longestDays * 24 * 60 * 60 * 1000)

/** By how many proofs of who one is a session began. */
export type Factors = 1 | 2

export interface NewSession {
  userId: string
  digest: string
  expires: Date
  device: Device
  factors: Factors
}

/** Opens a session and notes the sign-in. */
export async function insertSession(
  db: Db,
  { userId, digest, expires, device, factors }: NewSession,
): Promise<void> {
  await db.session.create({ data: { userId, sessionToken: digest, expires, factors, ...device } })
  await noteSignIn(db, userId)
}

/** Who asks; a row of studentColumns. */
export interface StudentRow {
  id: string
  email: string
  firstName: string
  lastName: string
  pictureUrl: string | null
  isVerified: boolean
  role: Student['role']
  universityId: string
  university: string
  domain: string
  timeZone: string
  currentSemester: string | null
  catalogueVersion: string
  factors: Factors
  /** null for a program. */
  provenAt: Date | null
}

export interface SessionRow extends StudentRow {
  sessionId: string
  lastUsedAt: Date
}

/** Of users u and universities un. */
export const studentColumns = `
  u.id, u.email, u.first_name AS "firstName", u.last_name AS "lastName", u.profile_image_url AS "pictureUrl",
  u.is_verified AS "isVerified", u.role, un.id AS "universityId", un.name AS university, un.domain,
  un.time_zone AS "timeZone", un.current_semester AS "currentSemester",
  un.catalogue_version::text AS "catalogueVersion"`

const lookUps = new WeakMap<Sql, (digest: string) => Promise<SessionRow | null>>()

/** The student of a live session; a deactivated one has none. Asked by every request, so those at once are one query. */
export function findSession(sql: Sql, digest: string): Promise<SessionRow | null> {
  const lookUp = lookUps.get(sql) ?? together((digests) => findSessions(sql, digests))
  lookUps.set(sql, lookUp)
  return lookUp(digest)
}

/** Digests as JSON, whose number the planner does not know, so that it plans once; LIMIT keeps it at the index. */
async function findSessions(sql: Sql, digests: string[]): Promise<Map<string, SessionRow>> {
  const rows = await sql<SessionRow & { digest: string }>(
    'accounts-session',
    `SELECT asked.digest, found.*
     FROM json_array_elements_text($1::json) AS asked(digest)
     CROSS JOIN LATERAL (
       SELECT s.id AS "sessionId", s.last_used_at AS "lastUsedAt", s.factors, s.proven_at AS "provenAt",
              ${studentColumns}
       FROM sessions s
       JOIN users u ON u.id = s.user_id
       JOIN universities un ON un.name = u.university
       WHERE s.session_token = asked.digest AND s.expires > now()
         AND s.created_at > now() - interval '${longestDays} days' AND u.is_active
       LIMIT 1
     ) found`,
    [JSON.stringify(digests)],
  )
  return new Map(rows.map(({ digest, ...row }) => [digest, row]))
}

/** Notes a use: from where, and that the session holds until `expires`. */
export async function touchSession(db: Db, id: string, expires: Date, device: Device): Promise<void> {
  await db.session.updateMany({ where: { id }, data: { ...device, expires, lastUsedAt: new Date() } })
}

export interface ListedSession {
  id: string
  userAgent: string | null
  ipAddress: string | null
  createdAt: Date
  lastUsedAt: Date
  sessionToken: string
}

/** Sessions of a student that still hold, last used first. */
export function listSessions(db: Db, userId: string): Promise<ListedSession[]> {
  return db.session.findMany({
    where: { userId, expires: { gt: new Date() }, createdAt: { gt: oldestThatHolds() } },
    orderBy: [{ lastUsedAt: 'desc' }, { id: 'asc' }],
    select: {
      id: true,
      userAgent: true,
      ipAddress: true,
      createdAt: true,
      lastUsedAt: true,
      sessionToken: true,
    },
  })
}

export async function deleteSession(db: Db, digest: string): Promise<void> {
  await db.session.deleteMany({ where: { sessionToken: digest } })
}

/** @returns whether the student had it */
export async function deleteOwnSession(db: Db, userId: string, id: string): Promise<boolean> {
  const { count } = await db.session.deleteMany({ where: { id, userId } })
  return count > 0
}

/** All sessions of a student, API clients and half-done sign-ins included, but for the one with the digest. */
export async function deleteSessions(db: Db, userId: string, except: string | null): Promise<void> {
  await deleteTokens(db, 'second-factor', userId)
  await db.userSession.deleteMany({ where: { userId } })
  await db.session.deleteMany({ where: { userId, ...(except && { sessionToken: { not: except } }) } })
}

/** @returns how many sessions that no longer hold were deleted */
export function deleteExpiredSessions(db: Db): Promise<number> {
  return db.$executeRaw`
    DELETE FROM sessions
    WHERE expires < now() OR created_at < now() - make_interval(days => ${longestDays}::int)`
}
