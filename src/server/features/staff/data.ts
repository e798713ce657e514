import type { Role, StaffPerson } from '#contract/staff.ts'
import { Prisma } from '#platform/database/generated/client.ts'
import type { Db } from '#platform/database/open.ts'

const columns = Prisma.sql`
  id, first_name AS "firstName", last_name AS "lastName", email, university, role, is_active AS "isActive"`

export function listStaff(db: Db): Promise<StaffPerson[]> {
  return db.$queryRaw<StaffPerson[]>`
    SELECT ${columns} FROM users WHERE role <> 'student'
    ORDER BY university, last_name, first_name, id LIMIT 1000`
}

export function listByEmail(db: Db, email: string): Promise<StaffPerson[]> {
  return db.$queryRaw<StaffPerson[]>`SELECT ${columns} FROM users WHERE lower(email) = lower(${email})`
}

/** Ids of all operators, whom nobody else makes students until the transaction ends. */
export async function lockOperators(db: Db): Promise<string[]> {
  const rows = await db.$queryRaw<{ id: string }[]>`
    SELECT id FROM users WHERE role = 'operator' AND is_active ORDER BY id FOR NO KEY UPDATE`
  return rows.map(({ id }) => id)
}

/** Held until the transaction ends; null where there is nobody, or somebody who has left. */
export async function lockPerson(
  db: Db,
  id: string,
): Promise<(StaffPerson & { isVerified: boolean }) | null> {
  const rows = await db.$queryRaw<(StaffPerson & { isVerified: boolean })[]>`
    SELECT ${columns}, is_verified AS "isVerified" FROM users
    WHERE id = ${id}::uuid AND email NOT LIKE 'deleted-%@deleted.invalid' FOR NO KEY UPDATE`
  return rows[0] ?? null
}

/** Gives a role, and notes who gave it. */
export async function setRole(db: Db, subjectId: string, staffId: string, role: Role): Promise<void> {
  await db.user.update({ where: { id: subjectId }, data: { role } })
  await db.staffAction.create({ data: { staffId, subjectId, action: 'role', role } })
}
