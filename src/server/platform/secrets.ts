import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto'
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import path from 'node:path'

/** Keeps what the database must hold but whoever reads a backup of it must not. */
export interface Secrets {
  seal(text: string): string
  /** @throws Error for what was sealed with another key, or changed */
  open(sealed: string): string
}

const cipher = 'aes-256-gcm'
const ivLength = 12
const tagLength = 16

/** @param key 32 bytes */
export function secretsWith(key: Buffer): Secrets {
  return {
    seal(text) {
      const iv = randomBytes(ivLength)
      const sealing = createCipheriv(cipher, key, iv)
      const sealed = Buffer.concat([sealing.update(text, 'utf8'), sealing.final()])
      return Buffer.concat([iv, sealing.getAuthTag(), sealed]).toString('base64url')
    },
    open(sealed) {
      const bytes = Buffer.from(sealed, 'base64url')
      const opening = createDecipheriv(cipher, key, bytes.subarray(0, ivLength))
      opening.setAuthTag(bytes.subarray(ivLength, ivLength + tagLength))
      return Buffer.concat([opening.update(bytes.subarray(ivLength + tagLength)), opening.final()]).toString(
        'utf8',
      )
    },
  }
}

/** The key kept in a folder; made where there is none. Of two processes that make it at once, one does. */
export async function keyIn(directory: string): Promise<Buffer> {
  const file = path.join(directory, 'secret.key')
  await mkdir(directory, { recursive: true })
  await writeFile(file, randomBytes(32).toString('base64'), { flag: 'wx', mode: 0o600 }).catch((error) => {
    if (error.code !== 'EEXIST') throw error
  })
  return Buffer.from(await readFile(file, 'utf8'), 'base64')
}
