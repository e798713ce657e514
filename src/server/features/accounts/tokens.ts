import type { z } from 'zod'
import type { createTokens as contract } from '#contract/tokens.ts'
import { ProblemError } from '#platform/errors.ts'
import { post } from '#platform/post.ts'
import type { Parts } from '../../parts.ts'
import { type AccessTokens, accessLength } from './access-token.ts'
import { waysOf } from './data/factors.ts'
import * as data from './data/refresh-tokens.ts'
import type { Device } from './device.ts'
import { spendTry, takeSecondProof } from './factors/second-factor.ts'
import { tokenReusedLetter } from './letters.ts'
import { checkPassword } from './service.ts'
import { secondProofNeeded } from './sign-in.ts'
import { newToken, tokenDigest } from './token.ts'

type Tokens = z.input<NonNullable<typeof contract.answer>>

const refreshLength = 30 * 24 * 60 * 60 * 1000
const refreshEnd = () => new Date(Date.now() + refreshLength)

/**
 * Signs an API client in.
 * @throws ProblemError wrong-credentials, second-factor-needed, second-factor-wrong
 */
export async function createTokens(
  parts: Parts,
  access: AccessTokens,
  { email, password, code }: { email: string; password: string; code?: string | undefined },
  device: Device,
): Promise<Tokens> {
  const { userId, alongside } = await checkPassword(parts, email, password)
  if (code !== undefined) await spendTry(parts, userId)
  const refreshToken = newToken()
  const familyId = await parts.database.transaction(async (db) => {
    await alongside(db)
    const ways = await waysOf(db, userId)
    if (ways.length > 0 && code === undefined) throw secondProofNeeded(ways)
    if (ways.length > 0) await takeSecondProof(parts, db, userId, `second-factor:${userId}`, { code })
    const factors = ways.length > 0 ? 2 : 1
    const digest = tokenDigest(refreshToken)
    return data.insertFamily(db, { userId, digest, expires: refreshEnd(), device, factors })
  })
  return answer(await access.sign({ userId, familyId }), refreshToken)
}

/**
 * Changes a refresh token for the next pair. One that was used before ends the whole sign-in, and its owner is told.
 * @throws ProblemError not-signed-in
 */
export async function refreshTokens(
  parts: Parts,
  access: AccessTokens,
  used: string,
  device: Device,
): Promise<Tokens> {
  const refreshToken = newToken()
  const row = await parts.database.transaction(async (db) => {
    const found = await data.lockRefreshToken(db, tokenDigest(used))
    if (found?.usedAt) await data.deleteFamily(db, found.userId, found.familyId)
    else if (found)
      await data.replaceRefreshToken(db, found.id, {
        digest: tokenDigest(refreshToken),
        expires: refreshEnd(),
        device,
      })
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
