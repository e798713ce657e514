import type { Role, StaffPerson } from '#contract/staff.ts'
import { signOutEverywhere } from '#features/accounts/service.ts'
import type { Db } from '#platform/database/open.ts'
import { ProblemError } from '#platform/errors.ts'
import type { StaffMember } from '#platform/http/principal.ts'
import { post } from '#platform/post.ts'
import type { Parts } from '../../parts.ts'
import * as data from './data.ts'
import { roleLetter } from './letters.ts'

/** Who is staff or operator; with an address whoever has it. */
export async function listStaff(db: Db, email: string | undefined): Promise<{ items: StaffPerson[] }> {
  return { items: await (email === undefined ? data.listStaff(db) : data.listByEmail(db, email.trim())) }
}

/**
 * Gives somebody a role. What they may do changes, so they sign in anew everywhere.
 * @throws ProblemError not-found; not-allowed for oneself, and for an address that nobody has confirmed
 */
export async function putRole(
  parts: Parts,
  operator: StaffMember,
  id: string,
  role: Role,
): Promise<StaffPerson> {
  if (id === operator.id) throw new ProblemError('not-allowed', 'Let another operator change your role.')
  const { before, ...after } = await parts.database.transaction(async (db) => {
    // Of two operators who dismiss each other at once, one is left.
    if (!(await data.lockOperators(db)).includes(operator.id))
      throw new ProblemError('not-allowed', 'You are no longer an operator.')
    const found = await data.lockPerson(db, id)
    if (!found) throw new ProblemError('not-found', 'There is no such person.')
    const { isVerified, ...person } = found
    if (role !== 'student' && !isVerified)
      throw new ProblemError('not-allowed', 'They have not confirmed their address yet.')
    if (person.role !== role) {
      await data.setRole(db, id, operator.id, role)
      await signOutEverywhere(db, id)
    }
    return { ...person, role, before: person.role }
  })
  if (before !== role)
    void post(parts, roleLetter(after.email, after.firstName, role, `${parts.publicUrl}/sign-in`))
  return after
}
