import { deleteExportsOf } from '#features/exports/service.ts'
import { discardPicture } from '#features/profiles/service.ts'
import type { Student } from '#platform/http/principal.ts'
import { post } from '#platform/post.ts'
import type { Parts } from '../../parts.ts'
import { deleteStudent, lockDue, scheduleDeletion } from './data/deletion.ts'
import { deleteSessions } from './data/sessions.ts'
import { lockUser } from './data/users.ts'
import { deletionLetter } from './letters.ts'
import { requirePassword } from './require-password.ts'

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
  const user = await requirePassword(database.prisma, student, password)
  const at = new Date(Date.now() + graceDays * 24 * 60 * 60 * 1000)
  await database.transaction(async (db) => {
    await lockUser(db, student.id)
    await scheduleDeletion(db, student.id, at)
    await deleteSessions(db, student.id, null)
  })
  const { timeZone } = student.university
  void post(parts, deletionLetter(user.email, user.firstName, `${publicUrl}/sign-in`, at, timeZone))
  return { deletionAt: at.toISOString() }
}

/**
 * Deletes whose grace period is over, one a transaction.
 * @returns how many
 */
export async function deleteDue(parts: Parts, signal: AbortSignal): Promise<number> {
  const { database, files, log } = parts
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
    await discardPicture(parts, due.pictureUrl).catch((err) =>
      log.error({ err }, 'a picture was not deleted'),
    )
  }
}
