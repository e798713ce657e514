import type { FastifyReply, FastifyRequest } from 'fastify'
import type { PasskeyProof } from '#contract/factors.ts'
import type { SecondFactor } from '#contract/problem.ts'
import type { Db } from '#platform/database/open.ts'
import { ProblemError } from '#platform/errors.ts'
import type { Student } from '#platform/http/principal.ts'
import type { Parts } from '../../parts.ts'
import { cookieNamed, cookieOptions } from './cookie.ts'
import { waysOf } from './data/factors.ts'
import { findToken, insertToken, takeOneToken } from './data/tokens.ts'
import { lockUser } from './data/users.ts'
import { takeProof } from './factors/passkeys.ts'
import { attemptProof, type SecondProof, takeSecondProof, wrongProof } from './factors/second-factor.ts'
import { newSession } from './session.ts'
import { newToken, tokenDigest } from './token.ts'

/** Who has given the first proof, and what is to be done in the transaction that counts it. */
export interface SignInTurn {
  userId: string
  alongside: (db: Db) => Promise<void>
}

/** Milliseconds from the first proof to the second. */
const betweenProofs = 10 * 60 * 1000

/**
 * Signs in who has given the first proof; whoever has a second one is asked for it, and finishes with `finishSignIn`.
 * @throws ProblemError second-factor-needed
 */
export async function signInWith(
  parts: Parts,
  request: FastifyRequest,
  reply: FastifyReply,
  { userId, alongside }: SignInTurn,
): Promise<Student> {
  const session = newSession(parts, request, reply, 1)
  const token = newToken()
  const ways = await parts.database.transaction(async (db) => {
    await alongside(db)
    const asked = await waysOf(db, userId)
    if (asked.length === 0) await session.write(db, userId)
    else {
      const expires = new Date(Date.now() + betweenProofs)
      await insertToken(db, {
        purpose: 'second-factor',
        subject: userId,
        digest: tokenDigest(token),
        expires,
      })
    }
    return asked
  })
  if (ways.length === 0) return session.give()
  reply.setCookie(cookieNamed(parts, 'half'), token, {
    ...cookieOptions(parts),
    maxAge: betweenProofs / 1000,
  })
  throw secondProofNeeded(ways)
}

export function secondProofNeeded(ways: SecondFactor[]): ProblemError {
  const detail = ways.includes('code')
    ? 'Give a code of your authenticator app, or a recovery code.'
    : 'Use your passkey.'
  return new ProblemError('second-factor-needed', detail, { ways })
}

/** Who is in the middle of a sign-in in this browser. */
export async function halfSignedIn(parts: Parts, request: FastifyRequest): Promise<string> {
  const token = halfToken(parts, request)
  const userId = token && (await findToken(parts.database.prisma, 'second-factor', tokenDigest(token)))
  if (!userId) throw tooLate()
  return userId
}

/** @throws ProblemError not-signed-in if there is no first proof or it is too old; second-factor-wrong */
export async function finishSignIn(
  parts: Parts,
  request: FastifyRequest,
  reply: FastifyReply,
  proof: SecondProof,
): Promise<Student> {
  const userId = await halfSignedIn(parts, request)
  const session = newSession(parts, request, reply, 2)
  await attemptProof(parts, request, reply, userId, () =>
    parts.database.transaction(async (db) => {
      if (!(await lockUser(db, userId))) throw tooLate()
      if (!(await takeOneToken(db, 'second-factor', tokenDigest(halfToken(parts, request))))) throw tooLate()
      await takeSecondProof(parts, db, userId, `second-factor:${userId}`, proof)
      await session.write(db, userId)
    }),
  )
  reply.clearCookie(cookieNamed(parts, 'half'), { path: '/' })
  return session.give()
}

/**
 * Signs in by a passkey alone, which is two proofs: the device, and that it knows its owner.
 * @throws ProblemError second-factor-wrong
 */
export async function signInWithPasskey(
  parts: Parts,
  request: FastifyRequest,
  reply: FastifyReply,
  proof: PasskeyProof,
): Promise<Student> {
  const session = newSession(parts, request, reply, 2)
  await parts.database.transaction(async (db) => {
    const userId = await takeProof(parts, db, 'sign-in', proof)
    if (!userId || !(await lockUser(db, userId))) throw wrongProof('passkey')
    await session.write(db, userId)
  })
  return session.give()
}

function halfToken(parts: Parts, { cookies }: FastifyRequest): string {
  return cookies[cookieNamed(parts, 'half')] ?? ''
}

function tooLate(): ProblemError {
  return new ProblemError('not-signed-in', 'That took too long, or began elsewhere: sign in once more.')
}
