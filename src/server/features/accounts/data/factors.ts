import type { SecondFactor } from '#contract/problem.ts'
import type { Db } from '#platform/database/open.ts'

/** The second proofs that a student can give; none for whoever signs in by the password alone. */
export async function waysOf(db: Db, userId: string): Promise<SecondFactor[]> {
  const [row] = await db.$queryRaw<{ app: boolean; codes: boolean; passkey: boolean }[]>`
    SELECT EXISTS (SELECT FROM authenticator_apps WHERE user_id = ${userId}::uuid AND confirmed_at IS NOT NULL) AS app,
           EXISTS (SELECT FROM recovery_codes WHERE user_id = ${userId}::uuid) AS codes,
           EXISTS (SELECT FROM passkeys WHERE user_id = ${userId}::uuid) AS passkey`
  if (!row || !(row.app || row.passkey)) return []
  return [...(row.app || row.codes ? ['code' as const] : []), ...(row.passkey ? ['passkey' as const] : [])]
}

/** Takes all second proofs of a student away. @returns whether there was any */
export async function deleteFactors(db: Db, userId: string): Promise<boolean> {
  const deleted = [
    await db.passkey.deleteMany({ where: { userId } }),
    await db.authenticatorApp.deleteMany({ where: { userId } }),
    await db.recoveryCode.deleteMany({ where: { userId } }),
  ]
  return deleted.some(({ count }) => count > 0)
}
