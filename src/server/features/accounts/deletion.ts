import { deleteAttachmentsOf } from '#features/attachments/service.ts'
import { deleteExportsOf } from '#features/exports/service.ts'
import { discardPicture } from '#features/profiles/service.ts'
import type { Db } from '#platform/database/open.ts'
import type { Student } from '#platform/http/principal.ts'
import { post } from '#platform/post.ts'
import type { Parts } from '../../parts.ts'
import {
  type DueStudent,
  deleteNameless,
  deleteStudent,
  lockLeaving,
  lockUnconfirmed,
  scheduleDeletion,
} from './data/deletion.ts'
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
  password: string | undefined,
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
 * Deletes whose grace period is over, and what only they still had in common with others who left.
 * @returns how many students
 */
export async function deleteLeaving(parts: Parts, signal: AbortSignal): Promise<number> {
  const deleted = await deleteEach(parts, signal, lockLeaving)
  await parts.database.transaction(deleteNameless)
  return deleted
}

/** Deletes accounts whose address was never confirmed. @returns how many */
export function deleteUnconfirmed(parts: Parts, signal: AbortSignal): Promise<number> {
  const { unverifiedDays } = parts.settings.retention
  return deleteEach(parts, signal, (db) => lockUnconfirmed(db, unverifiedDays))
}

/** One a transaction, so that each is deleted whole or not at all. */
async function deleteEach(
  parts: Parts,
  signal: AbortSignal,
  lockNext: (db: Db) => Promise<DueStudent | null>,
): Promise<number> {
  const { database, files, log } = parts
  for (let deleted = 0; ; deleted++) {
    if (signal.aborted) return deleted
    const due = await database.transaction(async (db) => {
      const found = await lockNext(db)
      if (!found) return null
      const deleteExportFiles = await deleteExportsOf(db, found.id)
      const deleteAttachmentFiles = await deleteAttachmentsOf(db, found.id)
      await deleteStudent(db, found.id)
      return { ...found, deleteExportFiles, deleteAttachmentFiles }
    })
    if (!due) return deleted
    await due.deleteExportFiles(files).catch((err) => log.error({ err }, 'an export was not deleted'))
    await due
      .deleteAttachmentFiles(files)
      .catch((err) => log.error({ err }, 'an image or file was not deleted'))
    await discardPicture(parts, due.pictureUrl).catch((err) =>
      log.error({ err }, 'a picture was not deleted'),
    )
  }
}
