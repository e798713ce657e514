import { deleteExportsOf } from '#features/exports/service.ts'
import { ProblemError } from '#platform/errors.ts'
import type { Student } from '#platform/http/principal.ts'
import type { Parts } from '../../parts.ts'
import { deleteStudent, lockDue, scheduleDeletion } from './data/deletion.ts'
import { deleteSessions } from './data/sessions.ts'
import { findUserByEmail, lockUser } from './data/users.ts'
import { deletionLetter } from './letters.ts'
import { passwordMatches } from './password.ts'
import { post } from './post.ts'

/** Days in which one may still come back. */
export const graceDays = 7

/**
 * Takes the student out of every list and signs them out everywhere at once; after the grace period they are deleted.
 * @throws ProblemError wrong-credentials
 */
export async function requestDeletion(
  parts: Parts,
  student: Student,
  password: string,
): Promise<{ deletionAt: string }> {
  const { database, publicUrl } = parts
  const user = await findUserByEmail(database.prisma, student.email)
  if (!user || !(await passwordMatches(password, user.passwordHash)))
    throw new ProblemError('wrong-credentials', 'The password is not right; try again, or reset it by mail.')
  const at = new Date(Date.now() + graceDays * 24 * 60 * 60 * 1000)
  await database.transaction(async (db) => {
    await lockUser(db, student.id)
    await scheduleDeletion(db, student.id, at)
    await deleteSessions(db, student.id, null)
  })
  const { timeZone } = student.university
  post(parts, deletionLetter(user.email, user.firstName, `${publicUrl}/sign-in`, at, timeZone))
  return { deletionAt: at.toISOString() }
}

/**
 * Deletes whose grace period is over, one a transaction.
 * @returns how many
 */
export async function deleteDue({ database, files, log }: Parts, signal: AbortSignal): Promise<number> {
  for (let deleted = 0; ; deleted++) {
    if (signal.aborted) return deleted
    const due = await database.transaction(async (db) => {
      const found = await lockDue(db)
      if (!found) return null
      const deleteExportFiles = await deleteExportsOf(db, found.id)
      await deleteStudent(db, found.id)
      return { ...found, deleteExportFiles }
    })
    if (!due) return deleted
    await due.deleteExportFiles(files).catch((err) => log.error({ err }, 'an export was not deleted'))
    const picture = due.pictureUrl?.match(/^\/api\/v1\/pictures\/([\w-]+)$/)?.[1]
    if (picture)
      await files
        .remove(`pictures/${picture}.webp`)
        .catch((err) => log.error({ err }, 'a picture was not deleted'))
  }
}
