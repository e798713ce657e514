import type { FastifyReply, FastifyRequest } from 'fastify'
import type { z } from 'zod'
import type { createTokens as contract } from '#contract/tokens.ts'
import { ProblemError } from '#platform/errors.ts'
import { spend } from '#platform/http/limit.ts'
import { post } from '#platform/post.ts'
import type { Parts } from '../../parts.ts'
import { type AccessTokens, accessLength } from './access-token.ts'
import { waysOf } from './data/factors.ts'
import * as data from './data/refresh-tokens.ts'
import { deviceOf } from './device.ts'
import { attemptProof, takeSecondProof } from './factors/second-factor.ts'
import { tokenReusedLetter } from './letters.ts'
import { checkPassword } from './service.ts'
import { secondProofNeeded } from './sign-in.ts'
import { newToken, tokenDigest } from './token.ts'

type Tokens = z.input<NonNullable<typeof contract.answer>>

const refreshLength = 30 * 24 * 60 * 60 * 1000
/** Each is kept until it expires, so that one used twice is seen; a program needs four. */
const mostRefreshes = { name: 'refresh', points: 100, seconds: 3600 }

const refreshEnd = () => new Date(Date.now() + refreshLength)

/**
 * Signs an API client in.
 * @throws ProblemError wrong-credentials, second-factor-needed, second-factor-wrong
 */
export async function createTokens(
  parts: Parts,
  access: AccessTokens,
  request: FastifyRequest,
  reply: FastifyReply,
  { email, password, code }: { email: string; password: string; code?: string | undefined },
): Promise<Tokens> {
  const { userId, alongside } = await checkPassword(parts, email, password)
  const refreshToken = newToken()
  const begin = () =>
    parts.database.transaction(async (db) => {
      await alongside(db)
      const ways = await waysOf(db, userId)
      if (ways.length > 0 && code === undefined) throw secondProofNeeded(ways)
      if (ways.length > 0) await takeSecondProof(parts, db, userId, `second-factor:${userId}`, { code })
      const factors = ways.length > 0 ? 2 : 1
      const [digest, device] = [tokenDigest(refreshToken), deviceOf(request)]
      return data.insertFamily(db, { userId, digest, expires: refreshEnd(), device, factors })
    })
  const familyId = await (code === undefined ? begin() : attemptProof(parts, request, reply, userId, begin))
  return answer(await access.sign({ userId, familyId }), refreshToken)
}

/**
 * Changes a refresh token for the next pair. One that was used before ends the whole sign-in, and its owner is told.
 * Past the limit nothing is used up.
 * @throws ProblemError not-signed-in
 */
export async function refreshTokens(
  parts: Parts,
  access: AccessTokens,
  request: FastifyRequest,
  reply: FastifyReply,
  used: string,
): Promise<Tokens> {
  const refreshToken = newToken()
  const row = await parts.database.transaction(async (db) => {
    const found = await data.lockRefreshToken(db, tokenDigest(used))
    if (found?.usedAt) await data.deleteFamily(db, found.userId, found.familyId)
    else if (found) {
      await spend(parts.limits, mostRefreshes, found.userId, reply)
      await data.replaceRefreshToken(db, found.id, {
        digest: tokenDigest(refreshToken),
        expires: refreshEnd(),
        device: deviceOf(request),
      })
    }
    return found
  })
  if (row?.usedAt)
    void post(parts, tokenReusedLetter(row.email, row.firstName, `${parts.publicUrl}/profile/security`))
  if (!row || row.usedAt)
    throw new ProblemError(
      'not-signed-in',
      'The refresh token is used up or too old. Sign in with the password.',
    )
  return answer(await access.sign(row), refreshToken)
}

function answer(accessToken: string, refreshToken: string): Tokens {
  return { tokenType: 'Bearer', accessToken, expiresIn: accessLength, refreshToken }
}
