import type { Db } from '#platform/database/open.ts'
import { ProblemError } from '#platform/errors.ts'
import type { Student } from '#platform/http/principal.ts'
import { type AccountRow, findUserByEmail } from './data/users.ts'
import { passwordMatches } from './password.ts'

/**
 * What changes who gets in takes the password, too: the phone may lie open.
 * @param which what a person calls it, for the answer
 * @throws ProblemError wrong-credentials
 */
export async function requirePassword(
  db: Db,
  student: Student,
  password: string,
  which = 'password',
): Promise<AccountRow> {
  const user = await findUserByEmail(db, student.email)
  if (user && (await passwordMatches(password, user.passwordHash))) return user
  throw new ProblemError('wrong-credentials', `The ${which} is not right; try again, or reset it by mail.`)
}
