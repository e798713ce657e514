import { randomUUID } from 'node:crypto'
import type { Profile, Square } from '#contract/profiles.ts'
import type { Db } from '#platform/database/open.ts'
import { ProblemError } from '#platform/errors.ts'
import type { Files } from '#platform/files.ts'
import type { Student } from '#platform/http/principal.ts'
import type { Parts } from '../../parts.ts'
import { countPictureUse, findProfile, isPictureFor, replacePictureUrl, saveProfile } from './data.ts'
import { squarePicture } from './picture.ts'

const nothingSaid: Profile = { preferredLocation: null, studyStyle: null, studyPace: null, bio: null }
const address = '/api/v1/pictures/'
const fileName = (id: string) => `pictures/${id}.webp`

export async function getProfile(db: Db, student: Student): Promise<Profile> {
  return (await findProfile(db, student.id)) ?? nothingSaid
}

/** Saves all four preferences; a bio of spaces is none. */
export async function putProfile(db: Db, student: Student, profile: Profile): Promise<Profile> {
  const saved = { ...profile, bio: profile.bio?.trim() || null }
  await saveProfile(db, student.id, saved)
  return saved
}

/** The file first, then the row, then the old file: whatever fails, the address in the row has a file. */
export async function putPicture(
  parts: Parts,
  student: Student,
  sent: Buffer,
  square?: Square,
): Promise<{ pictureUrl: string }> {
  const picture = await squarePicture(sent, square)
  const id = randomUUID()
  await parts.files.put(fileName(id), picture)
  const pictureUrl = address + id
  await replacePicture(parts, student, pictureUrl)
  return { pictureUrl }
}

export function deletePicture(parts: Parts, student: Student): Promise<void> {
  return replacePicture(parts, student, null)
}

/** @throws ProblemError not-found, also for a picture of another university's student, or of one who is blocked */
export async function readPicture({ database, files }: Parts, student: Student, id: string) {
  const shown = await isPictureFor(database.prisma, address + id, student)
  const file = shown ? await files.read(fileName(id)) : null
  if (!file) throw new ProblemError('not-found', 'There is no such picture.')
  return file
}

/** The file of a picture by the address in its student's row; null where it is gone, or elsewhere. */
export async function readPictureFile(files: Files, url: string) {
  return url.startsWith(address) ? files.read(fileName(url.slice(address.length))) : null
}

async function replacePicture(
  { database, files }: Parts,
  student: Student,
  url: string | null,
): Promise<void> {
  await discardPicture({ database, files }, await replacePictureUrl(database.prisma, student.id, url))
}

/** Removes the file of a picture that a student no longer shows, unless another does. */
export async function discardPicture(
  { database, files }: Pick<Parts, 'database' | 'files'>,
  url: string | null,
): Promise<void> {
  if (url?.startsWith(address) && (await countPictureUse(database.prisma, url)) === 0)
    await files.remove(fileName(url.slice(address.length)))
}
