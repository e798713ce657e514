import type { z } from 'zod'
import type { createTokens as contract } from '#contract/accounts.ts'
import { ProblemError } from '#platform/errors.ts'
import { post } from '#platform/post.ts'
import type { Parts } from '../../parts.ts'
import { type AccessTokens, accessLength } from './access-token.ts'
import * as data from './data/refresh-tokens.ts'
import type { Device } from './device.ts'
import { tokenReusedLetter } from './letters.ts'
import { checkPassword } from './service.ts'
import { newToken, tokenDigest } from './token.ts'

type Tokens = z.input<NonNullable<typeof contract.answer>>

const refreshLength = 30 * 24 * 60 * 60 * 1000
const refreshEnd = () => new Date(Date.now() + refreshLength)

/**
 * Signs an API client in.
 * @throws ProblemError wrong-credentials
 */
export async function createTokens(
  parts: Parts,
  access: AccessTokens,
  { email, password }: { email: string; password: string },
  device: Device,
): Promise<Tokens> {
  const { userId, alongside } = await checkPassword(parts, email, password)
  const refreshToken = newToken()
  const familyId = await parts.database.transaction(async (db) => {
    await alongside(db)
    return data.insertFamily(db, { userId, digest: tokenDigest(refreshToken), expires: refreshEnd(), device })
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
