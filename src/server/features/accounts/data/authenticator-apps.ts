import type { Db } from '#platform/database/open.ts'

export interface AppRow {
  /** Sealed. */
  secret: string
  confirmedAt: Date | null
}

export function findApp(db: Db, userId: string): Promise<AppRow | null> {
  return db.authenticatorApp.findUnique({
    where: { userId },
    select: { secret: true, confirmedAt: true },
  })
}

/** Begins anew with another secret. @returns false where a confirmed app stands */
export async function beginApp(db: Db, userId: string, secret: string): Promise<boolean> {
  const begun = await db.$executeRaw`
    INSERT INTO authenticator_apps (user_id, secret) VALUES (${userId}::uuid, ${secret})
    ON CONFLICT (user_id) DO UPDATE SET secret = EXCLUDED.secret, last_step = 0, created_at = now()
      WHERE authenticator_apps.confirmed_at IS NULL`
  return begun > 0
}

/** From now on the app counts. */
export async function confirmApp(db: Db, userId: string): Promise<void> {
  await db.$executeRaw`
    UPDATE authenticator_apps SET confirmed_at = COALESCE(confirmed_at, now()) WHERE user_id = ${userId}::uuid`
}

/** Uses the code of a half minute up. @returns false where it, or a later one, was used before */
export async function takeStep(db: Db, userId: string, secret: string, step: number): Promise<boolean> {
  const taken = await db.$executeRaw`
    UPDATE authenticator_apps SET last_step = ${step}
    WHERE user_id = ${userId}::uuid AND secret = ${secret} AND last_step < ${step}`
  return taken > 0
}

/** @returns whether there was one */
export async function deleteApp(db: Db, userId: string): Promise<boolean> {
  return (await db.authenticatorApp.deleteMany({ where: { userId } })).count > 0
}
