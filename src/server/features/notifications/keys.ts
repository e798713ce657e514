import webPush from 'web-push'
import type { Parts } from '../../parts.ts'
import { findPushKey, insertPushKey } from './data/keys.ts'

export interface PushKeys {
  publicKey: string
  privateKey: string
}

/** By what push services know this installation; made by whoever asks first. */
export async function pushKeys({
  database: { prisma },
  secrets,
}: Pick<Parts, 'database' | 'secrets'>): Promise<PushKeys> {
  let row = await findPushKey(prisma)
  if (!row) {
    const { publicKey, privateKey } = webPush.generateVAPIDKeys()
    await insertPushKey(prisma, { publicKey, privateKey: secrets.seal(privateKey) })
    row = await findPushKey(prisma)
  }
  if (!row) throw new Error('the key for pushes was deleted while it was made')
  return { publicKey: row.publicKey, privateKey: secrets.open(row.privateKey) }
}
