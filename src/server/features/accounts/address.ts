import { universityOfEmail } from '#features/universities/service.ts'
import { ProblemError } from '#platform/errors.ts'
import type { Student } from '#platform/http/principal.ts'
import { post } from '#platform/post.ts'
import type { Parts } from '../../parts.ts'
import { insertToken, takeToken } from './data/tokens.ts'
import { findUserByEmail, lockUser, setEmail } from './data/users.ts'
import { addressChangedLetter, newAddressLetter } from './letters.ts'
import { requirePassword } from './require-password.ts'
import { newToken, tokenDigest } from './token.ts'

const linkLength = 24 * 60 * 60 * 1000

/**
 * Mails a link to the new address; until it is used, the old one stays. One that has an account already gets no mail,
 * and the answer does not tell.
 * @throws ProblemError wrong-credentials; university-unknown for an address of another university
 */
export async function requestAddress(
  parts: Parts,
  student: Student,
  { email, password }: { email: string; password?: string | undefined },
): Promise<void> {
  const { prisma } = parts.database
  const user = await requirePassword(prisma, student, password)
  if ((await universityOfEmail(prisma, email))?.id !== student.university.id)
    throw new ProblemError('university-unknown', `Use another address of ${student.university.name}.`)
  if (await findUserByEmail(prisma, email)) return
  const token = newToken()
  const expires = new Date(Date.now() + linkLength)
  const subject = `${user.id}:${email}`
  await insertToken(prisma, { purpose: 'change-email', subject, digest: tokenDigest(token), expires })
  void post(
    parts,
    newAddressLetter(email, user.firstName, `${parts.publicUrl}/confirm-address#token=${token}`),
  )
}

/**
 * Gives the account the address that the link was mailed to, and tells the old one.
 * @throws ProblemError token-invalid, also where somebody else has taken the address meanwhile
 */
export async function confirmAddress(parts: Parts, token: string): Promise<{ email: string }> {
  const changed = await parts.database.transaction(async (db) => {
    const subject = await takeToken(db, 'change-email', tokenDigest(token))
    const [id = '', email = ''] = subject ? split(subject) : []
    const before = id && (await lockUser(db, id))
    if (!before || !(await setEmail(db, id, email))) return null
    return { before, email }
  })
  if (!changed)
    throw new ProblemError(
      'token-invalid',
      'Sign in and see which address you have; change it once more if need be.',
    )
  void post(parts, addressChangedLetter(changed.before.email, changed.before.firstName, changed.email))
  return { email: changed.email }
}

const split = (subject: string) => [subject.slice(0, 36), subject.slice(37)]
