export { sessionDigest } from './session.ts'

import type { z } from 'zod'
import type { signUp as signUpContract } from '#contract/accounts.ts'
import { universityOfEmail } from '#features/universities/service.ts'
import type { Db } from '#platform/database/open.ts'
import { ProblemError } from '#platform/errors.ts'
import type { Letter } from '#platform/mail.ts'
import type { Parts } from '../../parts.ts'
import {
  confirmByToken,
  findUserByEmail,
  insertSession,
  insertUser,
  insertVerificationToken,
  replaceUnverified,
} from './data.ts'
import { alreadySignedUpLetter, confirmationLetter } from './letters.ts'
import { hashPassword, needsRehash, passwordMatches } from './password.ts'
import { sessionLength } from './session.ts'
import { newToken, tokenDigest } from './token.ts'

const linkLength = 24 * 60 * 60 * 1000

type SignUp = z.output<NonNullable<typeof signUpContract.body>>

/**
 * Makes an unverified account and mails the link that verifies it; an account still unverified is begun anew.
 * The answer is the same for an address that has an account; its owner is told by mail.
 * @throws ProblemError university-unknown
 */
export async function signUp(parts: Parts, input: SignUp): Promise<{ email: string; university: string }> {
  const { database } = parts
  const university = await universityOfEmail(database.prisma, input.email)
  if (!university) {
    const domain = input.email.slice(input.email.lastIndexOf('@') + 1)
    throw new ProblemError(
      'university-unknown',
      `No university with addresses at ${domain} takes part. Use your university address.`,
    )
  }
  const passwordHash = await hashPassword(input.password)
  const letter = await database.transaction(async (db) => {
    const newId = await insertUser(db, { ...input, passwordHash, university: university.name })
    if (newId) return letterWithLink(parts, db, { id: newId, email: input.email, firstName: input.firstName })
    const user = await findUserByEmail(db, input.email)
    if (!user?.isActive) return null
    if (!user.isVerified) {
      // Whoever signed up first may not have been the owner of the address: nothing they chose may last.
      await replaceUnverified(db, user.id, { ...input, passwordHash })
      return letterWithLink(parts, db, { ...user, firstName: input.firstName })
    }
    return alreadySignedUpLetter(user.email, user.firstName, `${parts.publicUrl}/sign-in`)
  })
  post(parts, letter)
  return { email: input.email, university: university.name }
}

/** Mails a new link to an unverified account's address; for any other address does nothing, and does not tell. */
export async function resendVerification(parts: Parts, email: string): Promise<void> {
  const user = await findUserByEmail(parts.database.prisma, email)
  if (!user?.isActive || user.isVerified) return
  post(parts, await letterWithLink(parts, parts.database.prisma, user))
}

/**
 * Confirms the address that a link was mailed to.
 * @throws ProblemError token-invalid
 */
export async function verifyEmail(parts: Parts, token: string): Promise<{ email: string }> {
  const email = await parts.database.transaction((db) => confirmByToken(db, tokenDigest(token)))
  if (!email)
    throw new ProblemError(
      'token-invalid',
      'If your address is confirmed already, sign in. Otherwise ask for a new link.',
    )
  return { email }
}

/**
 * Checks the password and opens a session.
 * @returns the session's token, for the cookie
 * @throws ProblemError wrong-credentials, the same for an unknown address and a wrong password
 */
export async function signIn(parts: Parts, email: string, password: string): Promise<string> {
  const user = await findUserByEmail(parts.database.prisma, email)
  const matches = await passwordMatches(password, user?.passwordHash ?? null)
  if (!user?.isActive || !matches)
    throw new ProblemError('wrong-credentials', 'Check the address and the password.')
  const token = newToken()
  const session = {
    userId: user.id,
    digest: tokenDigest(token),
    expires: new Date(Date.now() + sessionLength),
    rehash: needsRehash(user.passwordHash) ? await hashPassword(password) : null,
  }
  await parts.database.transaction((db) => insertSession(db, session))
  return token
}

async function letterWithLink(
  { publicUrl }: Parts,
  db: Db,
  user: { id: string; email: string; firstName: string },
): Promise<Letter> {
  const token = newToken()
  await insertVerificationToken(db, user.id, tokenDigest(token), new Date(Date.now() + linkLength))
  return confirmationLetter(user.email, user.firstName, `${publicUrl}/verify?token=${token}`)
}

/** Not awaited: how long a mail server takes must not tell whether an address has an account. */
function post({ mail, log }: Parts, letter: Letter | null): void {
  if (letter) mail.send(letter).catch((err) => log.error({ err, to: letter.to }, 'mail was not sent'))
}
