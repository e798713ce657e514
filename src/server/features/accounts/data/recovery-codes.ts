import type { Db } from '#platform/database/open.ts'

/** Sets a student's codes in place of those before; an empty list leaves none. */
export async function replaceRecoveryCodes(db: Db, userId: string, digests: string[]): Promise<void> {
  await db.recoveryCode.deleteMany({ where: { userId } })
  await db.recoveryCode.createMany({ data: digests.map((digest) => ({ userId, digest })) })
}

export function countRecoveryCodes(db: Db, userId: string): Promise<number> {
  return db.recoveryCode.count({ where: { userId } })
}

/** Uses a code up; of two at once one gets it. */
export async function takeRecoveryCode(db: Db, userId: string, digest: string): Promise<boolean> {
  return (await db.recoveryCode.deleteMany({ where: { userId, digest } })).count > 0
}
