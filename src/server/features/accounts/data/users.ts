import { Prisma } from '#platform/database/generated/client.ts'
import type { Db } from '#platform/database/open.ts'

export interface NewUser {
  email: string
  /** null: signs in elsewhere only. */
  passwordHash: string | null
  firstName: string
  lastName: string
  university: string
}

/** What signing in goes by. */
export interface AccountRow {
  id: string
  email: string
  firstName: string
  lastName: string
  university: string
  passwordHash: string | null
  isVerified: boolean
  isActive: boolean
  /** Asked to be deleted, and may come back until then. */
  isLeaving: boolean
}

const mayReturn = Prisma.sql`deletion_at IS NOT NULL AND suspended_at IS NULL`

const columns = Prisma.sql`
  id, email, first_name AS "firstName", last_name AS "lastName", university, password_hash AS "passwordHash",
  is_verified AS "isVerified", is_active AS "isActive", ${mayReturn} AS "isLeaving"`

/** @returns id of the new user; null where the address is taken, in any letter case */
export async function insertUser(db: Db, user: NewUser): Promise<string | null> {
  const rows = await db.$queryRaw<{ id: string }[]>`
    INSERT INTO users (email, password_hash, first_name, last_name, university)
    VALUES (${user.email}, ${user.passwordHash}, ${user.firstName}, ${user.lastName}, ${user.university})
    ON CONFLICT (lower(email)) DO NOTHING
    RETURNING id`
  return rows[0]?.id ?? null
}

export async function findUserByEmail(db: Db, email: string): Promise<AccountRow | null> {
  const rows = await db.$queryRaw<AccountRow[]>`
    SELECT ${columns}
    FROM users WHERE lower(email) = lower(${email})`
  return rows[0] ?? null
}

export async function findUser(db: Db, id: string): Promise<AccountRow | null> {
  const rows = await db.$queryRaw<AccountRow[]>`SELECT ${columns} FROM users WHERE id = ${id}::uuid`
  return rows[0] ?? null
}

/** Holds the row until the transaction ends; null where there is no such account, or one that may not come back. */
export async function lockUser(db: Db, id: string): Promise<AccountRow | null> {
  const rows = await db.$queryRaw<AccountRow[]>`
    SELECT ${columns}
    FROM users
    WHERE id = ${id}::uuid AND (is_active OR (${mayReturn}))
    FOR NO KEY UPDATE`
  return rows[0] ?? null
}

export async function renameUser(
  db: Db,
  id: string,
  data: Pick<NewUser, 'passwordHash' | 'firstName' | 'lastName'>,
): Promise<void> {
  await db.user.update({ where: { id }, data })
}

export async function setPasswordHash(db: Db, id: string, passwordHash: string): Promise<void> {
  await db.user.update({ where: { id }, data: { passwordHash } })
}

/** Notes that the address is the student's. */
export async function setVerified(db: Db, id: string): Promise<{ email: string } | null> {
  const rows = await db.$queryRaw<{ email: string }[]>`
    UPDATE users SET is_verified = TRUE, email_verified_at = COALESCE(email_verified_at, now())
    WHERE id = ${id}::uuid RETURNING email`
  return rows[0] ?? null
}

/**
 * Gives a student an address, confirmed, in a transaction that goes on either way.
 * @returns false where the address is taken, in any letter case, also by who took it at the same instant
 */
export async function setEmail(db: Db, id: string, email: string): Promise<boolean> {
  await db.$executeRaw`SAVEPOINT set_email`
  try {
    const data = { email, isVerified: true, emailVerifiedAt: new Date() }
    return (await db.user.updateMany({ where: { id }, data })).count > 0
  } catch (error) {
    if (!(error instanceof Prisma.PrismaClientKnownRequestError && error.code === 'P2002')) throw error
    await db.$executeRaw`ROLLBACK TO SAVEPOINT set_email`
    return false
  }
}

/** Notes a sign-in. Whoever asked to be deleted, and was not sent away, has thought better of it. */
export async function noteSignIn(db: Db, id: string): Promise<void> {
  await db.$executeRaw`
    UPDATE users SET last_login_at = now(), is_active = is_active OR (${mayReturn}),
      deletion_at = CASE WHEN ${mayReturn} THEN NULL ELSE deletion_at END
    WHERE id = ${id}::uuid`
}
