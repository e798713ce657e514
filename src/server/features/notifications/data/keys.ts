import type { Db } from '#platform/database/open.ts'

export interface PushKeyRow {
  publicKey: string
  /** Sealed. */
  privateKey: string
}

export function findPushKey(db: Db): Promise<PushKeyRow | null> {
  return db.pushKey.findFirst({ select: { publicKey: true, privateKey: true } })
}

/** Of processes that make one at once the first counts. */
export async function insertPushKey(db: Db, key: PushKeyRow): Promise<void> {
  await db.pushKey.createMany({ data: [key], skipDuplicates: true })
}
