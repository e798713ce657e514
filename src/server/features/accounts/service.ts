export { type SignIn, signInHolds, signInsOf } from './data/sign-in-holds.ts'
export { signInOf } from './session.ts'
export { newToken, tokenDigest } from './token.ts'

import { setTimeout as pause } from 'node:timers/promises'
import type { z } from 'zod'
import type { signUp as signUpContract } from '#contract/accounts.ts'
import { universityOfEmail } from '#features/universities/service.ts'
import type { Db } from '#platform/database/open.ts'
import { ProblemError } from '#platform/errors.ts'
import type { Letter } from '#platform/mail.ts'
import { post } from '#platform/post.ts'
import type { Parts } from '../../parts.ts'
import { beginAnew } from './begin-anew.ts'
import { deleteSessions } from './data/sessions.ts'
import { findToken, insertToken, takeToken } from './data/tokens.ts'
import {
  type AccountRow,
  findUser,
  findUserByEmail,
  insertUser,
  lockUser,
  setPasswordHash,
  setVerified,
} from './data/users.ts'
import { alreadySignedUpLetter, confirmationLetter } from './letters.ts'
import { hashPassword, needsRehash, passwordMatches } from './password.ts'
import type { SignInTurn } from './sign-in.ts'
import { requireStrong } from './strength.ts'
import { newToken, tokenDigest } from './token.ts'

const linkLength = 24 * 60 * 60 * 1000

/** Milliseconds after which a sign-in is refused: longer than any hash takes, so that its kind does not show. */
const refusalTime = 400

type SignUp = z.output<NonNullable<typeof signUpContract.body>>

/**
 * Makes an unverified account and mails the link that verifies it; an account still unverified is begun anew.
 * The answer is the same for an address that has an account; its owner is told by mail.
 * @throws ProblemError university-unknown, invalid-request for a password that is easy to guess
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
  requireStrong(input.password, { ...input, university: university.name })
  const passwordHash = await hashPassword(input.password)
  const letter = await database.transaction(async (db) => {
    const newId = await insertUser(db, { ...input, passwordHash, university: university.name })
    if (newId) return letterWithLink(parts, db, { id: newId, email: input.email, firstName: input.firstName })
    const user = await findUserByEmail(db, input.email)
    if (!user?.isActive) return null
    const { firstName, lastName } = input
    if (!user.isVerified && (await beginAnew(db, user.id, { passwordHash, firstName, lastName })))
      return letterWithLink(parts, db, { ...user, firstName })
    return alreadySignedUpLetter(user.email, user.firstName, `${parts.publicUrl}/sign-in`)
  })
  void post(parts, letter)
  return { email: input.email, university: university.name }
}

/** Mails a new link to an unverified account's address; for any other address does nothing, and does not tell. */
export async function resendVerification(parts: Parts, email: string): Promise<void> {
  const user = await findUserByEmail(parts.database.prisma, email)
  if (!user?.isActive || user.isVerified) return
  void post(parts, await letterWithLink(parts, parts.database.prisma, user))
}

/** Ends all sessions of a student, programs' too. */
export function signOutEverywhere(db: Db, userId: string): Promise<void> {
  return deleteSessions(db, userId, null)
}

/**
 * Whose address a mailed link confirms, if the password is theirs.
 * @returns the account, and what is to be done in the transaction that opens its session
 * @throws ProblemError token-invalid; wrong-credentials, which uses nothing up
 */
export async function checkLink(
  parts: Parts,
  { token, password }: { token: string; password: string },
): Promise<SignInTurn> {
  const { prisma } = parts.database
  const digest = tokenDigest(token)
  const subject = await findToken(prisma, 'verify-email', digest)
  const user = subject === null ? null : await findUser(prisma, subject)
  if (!user?.isActive) throw linkInvalid()
  if (!(await passwordMatches(password, user.passwordHash)))
    throw new ProblemError('wrong-credentials', 'It is the password that you chose when you signed up.')
  return {
    userId: user.id,
    async alongside(db) {
      if ((await takeToken(db, 'verify-email', digest)) !== user.id) throw linkInvalid()
      await confirmUnchanged(db, user, null)
      await deleteSessions(db, user.id, null)
      await setVerified(db, user.id)
    },
  }
}

function linkInvalid(): ProblemError {
  return new ProblemError(
    'token-invalid',
    'If your address is confirmed already, sign in. Otherwise ask for a new link.',
  )
}

/**
 * Whose address and password these are.
 * @returns the account, and what is to be done in the transaction that opens its session
 * @throws ProblemError wrong-credentials, the same for an unknown address and a wrong password
 */
export async function checkPassword(parts: Parts, email: string, password: string): Promise<SignInTurn> {
  const floor = pause(refusalTime)
  const user = await findUserByEmail(parts.database.prisma, email)
  const matches = await passwordMatches(password, user?.passwordHash ?? null)
  if (!user || !matches || !(user.isActive || user.isLeaving)) {
    await floor
    throw wrong()
  }
  const rehash = needsRehash(user.passwordHash) ? await hashPassword(password) : null
  return { userId: user.id, alongside: (db) => confirmUnchanged(db, user, rehash) }
}

/** A password that was changed while it was checked opens nothing. `rehash` replaces a hash of an old kind. */
async function confirmUnchanged(db: Db, user: AccountRow, rehash: string | null): Promise<void> {
  const now = await lockUser(db, user.id)
  if (now?.passwordHash !== user.passwordHash) throw wrong()
  if (rehash) await setPasswordHash(db, user.id, rehash)
}

function wrong(): ProblemError {
  return new ProblemError('wrong-credentials', 'Check the address and the password.')
}

async function letterWithLink(
  { publicUrl }: Parts,
  db: Db,
  user: { id: string; email: string; firstName: string },
): Promise<Letter> {
  const token = newToken()
  const expires = new Date(Date.now() + linkLength)
  await insertToken(db, { purpose: 'verify-email', subject: user.id, digest: tokenDigest(token), expires })
  return confirmationLetter(user.email, user.firstName, `${publicUrl}/verify#token=${token}`)
}
