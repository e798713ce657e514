import type { Db } from '#platform/database/open.ts'

/** What a token, mailed or kept by the browser, is good for; one for the one purpose is none for the other. */
export type Purpose = 'verify-email' | 'reset-password' | 'change-email' | 'second-factor' | 'passkey'

/** `subject`: id of the student; for a change of address `<id>:<new address>`, for a passkey's challenge what it is for. */
const identifierOf = (purpose: Purpose, subject: string) => `${purpose}:${subject}`

export async function insertToken(
  db: Db,
  { purpose, subject, digest, expires }: { purpose: Purpose; subject: string; digest: string; expires: Date },
): Promise<void> {
  await db.verificationToken.create({
    data: { identifier: identifierOf(purpose, subject), token: digest, expires },
  })
}

/** Subject of a token, which is not used up; null for one that is unknown, used or expired. */
export async function findToken(db: Db, purpose: Purpose, digest: string): Promise<string | null> {
  const row = await db.verificationToken.findUnique({ where: { token: digest } })
  if (!row || row.expires.getTime() <= Date.now() || !row.identifier.startsWith(`${purpose}:`)) return null
  return row.identifier.slice(purpose.length + 1)
}

/**
 * Uses up a token, and with it all others of its subject and purpose: of two at once, one gets it.
 * @returns the subject; null for a token that is unknown, used or expired
 */
export async function takeToken(db: Db, purpose: Purpose, digest: string): Promise<string | null> {
  const subject = await takeOneToken(db, purpose, digest)
  if (subject) await deleteTokens(db, purpose, subject)
  return subject
}

/** Uses up a token alone, of two at once in one place; otherwise as takeToken. */
export async function takeOneToken(db: Db, purpose: Purpose, digest: string): Promise<string | null> {
  const used = await db.$queryRaw<{ identifier: string }[]>`
    DELETE FROM verification_tokens
    WHERE token = ${digest} AND identifier LIKE ${`${purpose}:%`} AND expires > now()
    RETURNING identifier`
  return used[0]?.identifier.slice(purpose.length + 1) ?? null
}

export async function deleteTokens(db: Db, purpose: Purpose, subject: string): Promise<void> {
  await db.verificationToken.deleteMany({ where: { identifier: identifierOf(purpose, subject) } })
}

/** Of every purpose, those for another address of the student included. */
export async function deleteAllTokens(db: Db, userId: string): Promise<void> {
  await db.verificationToken.deleteMany({ where: { identifier: { contains: `:${userId}` } } })
}

/** @returns how many links that no longer work were deleted */
export async function deleteExpiredTokens(db: Db): Promise<number> {
  const { count } = await db.verificationToken.deleteMany({ where: { expires: { lt: new Date() } } })
  return count
}
