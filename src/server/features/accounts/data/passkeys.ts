import type { Db } from '#platform/database/open.ts'

export interface PasskeyRow {
  id: string
  userId: string
  credentialId: string
  publicKey: string
  counter: bigint
  /** Words, such as `internal hybrid`. */
  transports: string
  name: string
  createdAt: Date
  lastUsedAt: Date | null
}

/** Passkeys of a student, the oldest first. */
export function listPasskeys(db: Db, userId: string): Promise<PasskeyRow[]> {
  return db.passkey.findMany({ where: { userId }, orderBy: [{ createdAt: 'asc' }, { id: 'asc' }] })
}

export function findPasskey(db: Db, credentialId: string): Promise<PasskeyRow | null> {
  return db.passkey.findUnique({ where: { credentialId } })
}

/** @returns null where somebody has this passkey already */
export async function insertPasskey(
  db: Db,
  passkey: Pick<PasskeyRow, 'userId' | 'credentialId' | 'publicKey' | 'counter' | 'transports' | 'name'>,
): Promise<PasskeyRow | null> {
  const [row] = await db.passkey.createManyAndReturn({ data: [passkey], skipDuplicates: true })
  return row ?? null
}

/**
 * Notes a use.
 * @returns false where the count of the device went back, or stood still: it was copied, or the use is an old one
 */
export async function countPasskeyUse(db: Db, id: string, counter: number): Promise<boolean> {
  const used = await db.$executeRaw`
    UPDATE passkeys SET counter = ${counter}, last_used_at = now()
    WHERE id = ${id}::uuid AND (counter < ${counter} OR (counter = 0 AND ${counter} = 0))`
  return used > 0
}

/** @returns whether the student had it */
export async function deletePasskey(db: Db, userId: string, id: string): Promise<boolean> {
  return (await db.passkey.deleteMany({ where: { id, userId } })).count > 0
}
