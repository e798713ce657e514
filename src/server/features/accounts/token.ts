import { createHash, randomBytes } from 'node:crypto'

/** 256 random bits for a cookie or a mailed link. */
export function newToken(): string {
  return randomBytes(32).toString('base64url')
}

/** What the database keeps of a token: enough to recognise it, useless to who reads a backup. */
export function tokenDigest(token: string): string {
  return createHash('sha256').update(token).digest('hex')
}
