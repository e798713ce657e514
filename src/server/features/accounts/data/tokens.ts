import type { Db } from '#platform/database/open.ts'

/** What a mailed link is good for; one for the one purpose is none for the other. */
export type Purpose = 'verify-email' | 'reset-password'

const identifierOf = (purpose: Purpose, userId: string) => `${purpose}:${userId}`

export async function insertToken(
  db: Db,
  { purpose, userId, digest, expires }: { purpose: Purpose; userId: string; digest: string; expires: Date },
): Promise<void> {
  await db.verificationToken.create({
    data: { identifier: identifierOf(purpose, userId), token: digest, expires },
  })
}

/**
 * Uses up a token, and with it all others of its student and purpose: of two at once, one gets it.
 * @returns id of the student; null for a token that is unknown, used or expired
 */
export async function takeToken(db: Db, purpose: Purpose, digest: string): Promise<string | null> {
  const used = await db.$queryRaw<{ identifier: string }[]>`
    DELETE FROM verification_tokens
    WHERE token = ${digest} AND identifier LIKE ${`${purpose}:%`} AND expires > now()
    RETURNING identifier`
  const userId = used[0]?.identifier.slice(purpose.length + 1)
  if (!userId) return null
  await deleteTokens(db, purpose, userId)
  return userId
}

export async function deleteTokens(db: Db, purpose: Purpose, userId: string): Promise<void> {
  await db.verificationToken.deleteMany({ where: { identifier: identifierOf(purpose, userId) } })
}

/** @returns how many links that no longer work were deleted */
export async function deleteExpiredTokens(db: Db): Promise<number> {
  const { count } = await db.verificationToken.deleteMany({ where: { expires: { lt: new Date() } } })
  return count
}
