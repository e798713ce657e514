import type { FastifyReply, FastifyRequest } from 'fastify'
import type { PasskeyProof } from '#contract/factors.ts'
import type { SecondFactor } from '#contract/problem.ts'
import type { Db } from '#platform/database/open.ts'
import { ProblemError } from '#platform/errors.ts'
import { addressOf, type Counted } from '#platform/http/limit.ts'
import type { Parts } from '../../../parts.ts'
import { countGuess } from '../guess.ts'
import { knownBrowser } from '../known-browser.ts'
import { takeCode } from './codes.ts'
import { type PasskeyPurpose, takeProof } from './passkeys.ts'

export interface SecondProof {
  code?: string | undefined
  passkey?: PasskeyProof | undefined
}

/**
 * Checks a second proof, or what stands in for one. A code has six digits: uncounted, somebody who has the password
 * would guess it in a day, and one of many whose passwords they have in less. A browser that the student has signed in
 * with before is not hindered by what others at its address get wrong.
 */
export function attemptProof<T>(
  parts: Parts,
  request: FastifyRequest,
  reply: FastifyReply,
  userId: string,
  check: () => Promise<T>,
): Promise<T> {
  const ofStudent = { name: 'second-factor', points: 10, seconds: 3600 }
  const ofAddress = {
    ...ofStudent,
    name: 'second-factor-address',
    points: parts.settings.signInAddressLimitPerHour,
  }
  const counted: Counted[] = [[ofStudent, userId]]
  if (knownBrowser(parts, request)?.userId !== userId) counted.push([ofAddress, addressOf(request)])
  return countGuess(parts.limits, counted, reply, check)
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
