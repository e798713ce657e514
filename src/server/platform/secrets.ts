import { createCipheriv, createDecipheriv, randomBytes, randomUUID } from 'node:crypto'
import { link, mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import path from 'node:path'

/** Keeps what the database must hold but whoever reads a backup of it must not. */
export interface Secrets {
  seal(text: string): string
  /** @throws Error for what was sealed with another key, or changed */
  open(sealed: string): string
}

const cipher = 'aes-256-gcm'
const keyLength = 32
const ivLength = 12
const tagLength = 16

/** @param key 32 bytes */
export function secretsWith(key: Buffer): Secrets {
  return {
    seal(text) {
      const iv = randomBytes(ivLength)
      const sealing = createCipheriv(cipher, key, iv, { authTagLength: tagLength })
      const sealed = Buffer.concat([sealing.update(text, 'utf8'), sealing.final()])
      return Buffer.concat([iv, sealing.getAuthTag(), sealed]).toString('base64url')
    },
    open(sealed) {
      const bytes = Buffer.from(sealed, 'base64url')
      const opening = createDecipheriv(cipher, key, bytes.subarray(0, ivLength), {
        authTagLength: tagLength,
      })
      opening.setAuthTag(bytes.subarray(ivLength, ivLength + tagLength))
      return Buffer.concat([opening.update(bytes.subarray(ivLength + tagLength)), opening.final()]).toString(
        'utf8',
      )
    },
  }
}

/**
 * The key kept in a folder; made where there is none. Of processes that make it at once, one does, whole.
 * @throws Error for a file that holds anything but a key
 */
export async function keyIn(directory: string): Promise<Buffer> {
  const file = path.join(directory, 'secret.key')
  const draft = `${file}.${randomUUID()}`
  await mkdir(directory, { recursive: true })
  await writeFile(draft, randomBytes(keyLength).toString('base64'), { flag: 'wx', mode: 0o600 })
  try {
    await link(draft, file).catch((error) => {
      if (error.code !== 'EEXIST') throw error
    })
  } finally {
    await rm(draft, { force: true })
  }
  const key = Buffer.from(await readFile(file, 'utf8'), 'base64')
  if (key.length !== keyLength)
    throw new Error(
      `${file} does not hold ${keyLength} bytes in base64: bring back the one there was, or remove it`,
    )
  return key
}
