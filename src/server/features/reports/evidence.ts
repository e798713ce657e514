import { readAttachmentFile } from '#features/attachments/service.ts'
import { readPictureFile } from '#features/profiles/service.ts'
import type { Db } from '#platform/database/open.ts'
import { ProblemError } from '#platform/errors.ts'
import type { Files } from '#platform/files.ts'
import { findMessageTo } from './data/evidence.ts'

/** Reports have their own copies of pictures, which stay whatever the students do. */
export const picturesFolder = 'reports'
export const pictureOf = (reportId: string) => `${picturesFolder}/${reportId}.webp`

/** @throws ProblemError not-found where the student has no picture */
export async function keepPicture(files: Files, reportId: string, url: string | null): Promise<void> {
  const file = url && (await readPictureFile(files, url))
  if (!file) throw new ProblemError('not-found', 'This student has no picture for you to see.')
  await files.put(pictureOf(reportId), file.content)
}

/** Keeps a copy of the image of a message. @returns whether there was one */
export async function keepImage(files: Files, reportId: string, imageId: string | null): Promise<boolean> {
  const file = imageId && (await readAttachmentFile(files, imageId))
  if (!file) return false
  await files.put(pictureOf(reportId), file.content)
  return true
}

/** @throws ProblemError not-found for a message that the subject did not write to the reporter */
export async function readMessage(db: Db, id: string, subjectId: string, reporterId: string) {
  const message = await findMessageTo(db, id, subjectId, reporterId)
  if (!message)
    throw new ProblemError('not-found', 'There is no such message of this student for you to see.')
  return message
}
