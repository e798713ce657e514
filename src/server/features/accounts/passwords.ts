import type { FastifyReply, FastifyRequest } from 'fastify'
import { ProblemError } from '#platform/errors.ts'
import type { Student } from '#platform/http/principal.ts'
import { post } from '#platform/post.ts'
import type { Parts } from '../../parts.ts'
import { deleteSessions } from './data/sessions.ts'
import { deleteTokens, findToken, insertToken, takeToken } from './data/tokens.ts'
import { findUserByEmail, lockUser, setPasswordHash, setVerified } from './data/users.ts'
import { passwordChangedLetter, passwordResetLetter } from './letters.ts'
import { hashPassword } from './password.ts'
import { requirePassword } from './require-password.ts'
import { renewSession } from './session.ts'
import { requireStrong } from './strength.ts'
import { newToken, tokenDigest } from './token.ts'

const linkLength = 60 * 60 * 1000

/** Mails a link that sets a new password; for an address without an account does nothing, and does not tell. */
export async function requestPasswordReset(parts: Parts, email: string): Promise<void> {
  const { database, publicUrl } = parts
  const user = await findUserByEmail(database.prisma, email)
  if (!user?.isActive && !user?.isLeaving) return
  const token = newToken()
  const expires = new Date(Date.now() + linkLength)
  const digest = tokenDigest(token)
  await insertToken(database.prisma, { purpose: 'reset-password', subject: user.id, digest, expires })
  void post(
    parts,
    passwordResetLetter(user.email, user.firstName, `${publicUrl}/reset-password#token=${token}`),
  )
}

/**
 * Sets a new password by the code of a mailed link. All sessions and other links of the student end; whoever used the
 * link reads the address's mail, so it is confirmed.
 * @throws ProblemError token-invalid; invalid-request for a password that is easy to guess, which uses nothing up
 */
export async function resetPassword(
  parts: Parts,
  { token, password }: { token: string; password: string },
): Promise<{ email: string }> {
  const digest = tokenDigest(token)
  // A hash takes a processor's time: none for whoever has no link.
  if ((await findToken(parts.database.prisma, 'reset-password', digest)) === null) throw linkInvalid()
  const passwordHash = await hashPassword(password)
  const user = await parts.database.transaction(async (db) => {
    const id = await takeToken(db, 'reset-password', digest)
    const found = id && (await lockUser(db, id))
    if (!found) throw linkInvalid()
    requireStrong(password, found)
    await setPasswordHash(db, found.id, passwordHash)
    await setVerified(db, found.id)
    await deleteTokens(db, 'verify-email', found.id)
    await deleteSessions(db, found.id, null)
    return found
  })
  void post(parts, passwordChangedLetter(user.email, user.firstName, `${parts.publicUrl}/forgot-password`))
  return { email: user.email }
}

function linkInvalid(): ProblemError {
  return new ProblemError('token-invalid', 'Ask for a new link, and use the newest mail.')
}

/**
 * Changes the password of who is signed in; all other sessions end, and this one gets another id.
 * @throws ProblemError wrong-credentials, invalid-request for a password that is easy to guess
 */
export async function changePassword(
  parts: Parts,
  request: FastifyRequest,
  reply: FastifyReply,
  student: Student,
  { current, password }: { current: string; password: string },
): Promise<void> {
  requireStrong(password, { ...student, university: student.university.name })
  const user = await requirePassword(parts.database.prisma, student, current, 'old password')
  const passwordHash = await hashPassword(password)
  await renewSession(parts, request, reply, student, async (db) => {
    const now = await lockUser(db, student.id)
    if (now?.passwordHash !== user.passwordHash)
      throw new ProblemError('wrong-credentials', 'The password was changed elsewhere in the meantime.')
    await setPasswordHash(db, student.id, passwordHash)
    await deleteTokens(db, 'reset-password', student.id)
    await deleteSessions(db, student.id, null)
  })
  void post(parts, passwordChangedLetter(user.email, user.firstName, `${parts.publicUrl}/forgot-password`))
}
