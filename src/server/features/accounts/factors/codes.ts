import { createHash, randomBytes } from 'node:crypto'
import { Secret, TOTP } from 'otpauth'
import type { Db } from '#platform/database/open.ts'
import type { Parts } from '../../../parts.ts'
import { findApp, takeStep } from '../data/authenticator-apps.ts'
import { takeRecoveryCode } from '../data/recovery-codes.ts'

const period = 30

/** The app of a secret in base32, as all authenticator apps reckon: six digits of SHA-1 each half minute (RFC 6238). */
export function appOf(secret: string, label: string): TOTP {
  return new TOTP({ issuer: 'Campus Connect', label, secret: Secret.fromBase32(secret), period })
}

/**
 * Uses up a code: six digits of the student's app, whose clock may be half a minute off, or a recovery code.
 * @returns false for a wrong or used one
 */
export async function takeCode(
  { secrets }: Pick<Parts, 'secrets'>,
  db: Db,
  userId: string,
  code: string,
  { confirming = false } = {},
): Promise<boolean> {
  const typed = code.replaceAll(/[\s-]/g, '')
  if (!/^\d{6}$/.test(typed)) return !confirming && takeRecoveryCode(db, userId, recoveryDigest(typed))
  const app = await findApp(db, userId)
  if (!app || (app.confirmedAt === null) !== confirming) return false
  const now = Date.now()
  const off = appOf(secrets.open(app.secret), '').validate({ token: typed, window: 1, timestamp: now })
  return off !== null && takeStep(db, userId, app.secret, Math.floor(now / 1000 / period) + off)
}

/** Small letters and digits without those that look alike. */
const alphabet = 'abcdefghjkmnpqrstvwxyz0123456789'

/** Ten codes of 80 random bits each, such as `q2mv-07ts-...`. */
export function newRecoveryCodes(): string[] {
  return Array.from({ length: 10 }, () =>
    Array.from(randomBytes(16), (byte) => alphabet[byte % 32])
      .join('')
      .replaceAll(/.{4}(?=.)/g, '$&-'),
  )
}

/** By which the database knows a code, however it was typed. */
export function recoveryDigest(code: string): string {
  return createHash('sha256').update(code.replaceAll(/[\s-]/g, '').toLowerCase()).digest('hex')
}
