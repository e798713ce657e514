import { randomUUID } from 'node:crypto'
import { type Attachment, getAttachment, getThumbnail } from '#contract/attachments.ts'
import type { Db } from '#platform/database/open.ts'
import { ProblemError } from '#platform/errors.ts'
import type { Files } from '#platform/files.ts'
import type { Student, VerifiedStudent } from '#platform/http/principal.ts'
import { removeOrphans } from '#platform/orphans.ts'
import type { Parts } from '../../parts.ts'
import { readContent } from './content.ts'
import * as data from './data.ts'
import { nameFor } from './name.ts'

export { attach, lockUnsent } from './data.ts'

/** Hours in which what was uploaded has to be sent. */
const unsentHours = 24

const attachmentsFolder = 'attachments'
const folderOf = (id: string) => `${attachmentsFolder}/${id}`
const fileOf = (id: string) => `${folderOf(id)}/content`
const thumbnailOf = (id: string) => `${folderOf(id)}/thumbnail`

type Storage = Pick<Parts, 'database' | 'files'>

/** The files first, then the row: a row has its files. @throws ProblemError file-unreadable */
export async function uploadAttachment(
  { database, files }: Storage,
  student: VerifiedStudent,
  name: string,
  sent: Buffer,
): Promise<Attachment> {
  const { content, thumbnail, ...about } = await readContent(sent)
  const id = randomUUID()
  const row = { id, name: nameFor(name, about.mediaType), bytes: content.length, ...about }
  try {
    await files.put(fileOf(id), content)
    if (thumbnail) await files.put(thumbnailOf(id), thumbnail)
    await data.insertAttachment(database.prisma, student.id, row)
  } catch (error) {
    await files.remove(folderOf(id))
    throw error
  }
  return presentAttachment(row)
}

/** @throws ProblemError not-found, also where it was not sent, the two are blocked, or there is no thumbnail */
export async function readAttachment(
  { database, files }: Storage,
  student: Student,
  id: string,
  size: 'whole' | 'thumbnail' = 'whole',
) {
  const row = await data.findAttachment(database.prisma, id, student.id)
  const file = row && (await files.read(size === 'whole' ? fileOf(id) : thumbnailOf(id)))
  if (!row || !file) throw new ProblemError('not-found', 'There is no such image or file for you to see.')
  return { ...row, ...file }
}

/** The file itself, for whoever has found it in a conversation of theirs; null where it is gone. */
export function readAttachmentFile(files: Files, id: string) {
  return files.read(fileOf(id))
}

export async function removeAttachmentFiles(files: Files, ids: string[]): Promise<void> {
  for (const id of ids) await files.remove(folderOf(id))
}

/**
 * Deletes all images and files of a student.
 * @returns what to delete the files with, once the transaction is done
 */
export async function deleteAttachmentsOf(db: Db, userId: string): Promise<(files: Files) => Promise<void>> {
  const ids = await data.deleteAttachmentsOf(db, userId)
  return (files) => removeAttachmentFiles(files, ids)
}

/** Deletes what was uploaded and never sent, and files whose rows went with their conversation. */
export async function deleteUnsent({ database: { prisma }, files }: Storage) {
  const unsent = await data.deleteUnsent(prisma, unsentHours)
  await removeAttachmentFiles(files, unsent)
  const orphans = await removeOrphans(files, attachmentsFolder, (ids) => data.findAttachments(prisma, ids))
  return { unsent: unsent.length, orphans }
}

export function presentAttachment(row: data.NewAttachment): Attachment {
  const at = ({ path }: { path: string }) => `/api/v1${path.replace('{id}', row.id)}`
  return { ...row, url: at(getAttachment), thumbnailUrl: row.kind === 'image' ? at(getThumbnail) : null }
}
