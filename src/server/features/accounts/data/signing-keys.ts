import type { JWK } from 'jose'
import type { Db } from '#platform/database/open.ts'

export interface SigningKeyRow {
  id: string
  publicKey: JWK
  /** Sealed. */
  privateKey: string
  createdAt: Date
}

/** Newest first. */
export async function listSigningKeys(db: Db): Promise<SigningKeyRow[]> {
  const rows = await db.signingKey.findMany({ orderBy: [{ createdAt: 'desc' }, { id: 'asc' }] })
  return rows.map((row) => ({ ...row, publicKey: row.publicKey as JWK }))
}

/** Keeps others from making a key until the transaction ends. */
export async function lockSigningKeys(db: Db): Promise<void> {
  await db.$executeRaw`LOCK TABLE signing_keys IN SHARE ROW EXCLUSIVE MODE`
}

export async function insertSigningKey(db: Db, key: Omit<SigningKeyRow, 'createdAt'>): Promise<void> {
  await db.signingKey.create({ data: { ...key, publicKey: key.publicKey as object } })
}

/** @returns how many keys with which nothing that still holds was signed were deleted */
export async function deleteSigningKeysBefore(db: Db, instant: Date): Promise<number> {
  return (await db.signingKey.deleteMany({ where: { createdAt: { lt: instant } } })).count
}
