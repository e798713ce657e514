import type { Db } from '#platform/database/open.ts'
import { deleteLinks } from './data/linked-accounts.ts'
import { deleteSessions } from './data/sessions.ts'
import { deleteAllTokens } from './data/tokens.ts'
import { lockUser, renameUser } from './data/users.ts'

/**
 * Gives an account that nobody has confirmed to whoever comes now. Whoever signed up first may not have been the owner
 * of the address: no password, session, mailed link or other way in of theirs may last.
 * @returns false for an account that was confirmed in the meantime, which stays as it is
 */
export async function beginAnew(
  db: Db,
  id: string,
  data: { passwordHash: string | null; firstName: string; lastName: string },
): Promise<boolean> {
  const now = await lockUser(db, id)
  if (!now || now.isVerified) return false
  await renameUser(db, id, data)
  await deleteSessions(db, id, null)
  await deleteAllTokens(db, id)
  await deleteLinks(db, { userId: id })
  return true
}
