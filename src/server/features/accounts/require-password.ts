import type { Db } from '#platform/database/open.ts'
import { ProblemError } from '#platform/errors.ts'
import type { Student } from '#platform/http/principal.ts'
import { requireRecentProof } from '#platform/http/recent-proof.ts'
import { type AccountRow, findUserByEmail } from './data/users.ts'
import { passwordMatches } from './password.ts'

/**
 * What changes who gets in takes the password, too: the phone may lie open. Whoever has none, since they sign in
 * elsewhere, must have done so just now.
 * @param which what a person calls it, for the answer
 * @throws ProblemError wrong-credentials, confirm-first
 */
export async function requirePassword(
  db: Db,
  student: Student,
  password: string | undefined,
  which = 'password',
): Promise<AccountRow> {
  const user = await findUserByEmail(db, student.email)
  if (user?.passwordHash === null && password === undefined) {
    requireRecentProof(student)
    return user
  }
  if (user && (await passwordMatches(password ?? '', user.passwordHash))) return user
  throw new ProblemError('wrong-credentials', `The ${which} is not right; try again, or reset it by mail.`)
}
