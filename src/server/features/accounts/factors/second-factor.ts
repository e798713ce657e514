import type { PasskeyProof } from '#contract/factors.ts'
import type { SecondFactor } from '#contract/problem.ts'
import type { Db } from '#platform/database/open.ts'
import { ProblemError } from '#platform/errors.ts'
import { spend } from '#platform/http/limit.ts'
import type { Parts } from '../../../parts.ts'
import { takeCode } from './codes.ts'
import { type PasskeyPurpose, takeProof } from './passkeys.ts'

export interface SecondProof {
  code?: string | undefined
  passkey?: PasskeyProof | undefined
}

/** Counts a try. A code has six digits: without this somebody who has the password would guess it in a day. */
export function spendTry({ limits }: Parts, userId: string): Promise<void> {
  return spend(limits, { name: 'second-factor', points: 10, seconds: 3600 }, userId)
}

/**
 * Uses up a second proof of a student, in the transaction of what it is for.
 * @throws ProblemError second-factor-wrong
 */
export async function takeSecondProof(
  parts: Parts,
  db: Db,
  userId: string,
  purpose: PasskeyPurpose,
  { code, passkey }: SecondProof,
): Promise<void> {
  const accepted = passkey
    ? (await takeProof(parts, db, purpose, passkey)) === userId
    : code !== undefined && (await takeCode(parts, db, userId, code))
  if (!accepted) throw wrongProof(passkey ? 'passkey' : 'code')
}

export function wrongProof(way: SecondFactor): ProblemError {
  return new ProblemError(
    'second-factor-wrong',
    way === 'code'
      ? 'A code works once and for about a minute: wait for the next one of your app, or use a recovery code.'
      : 'This passkey is not of your account, or it took too long: try once more, or sign in another way.',
  )
}
