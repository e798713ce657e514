import type { Readable } from 'node:stream'
import type { Export } from '#contract/exports.ts'
import type { Db } from '#platform/database/open.ts'
import { ProblemError } from '#platform/errors.ts'
import type { Files } from '#platform/files.ts'
import type { Student } from '#platform/http/principal.ts'
import type { Parts } from '../../parts.ts'
import * as queue from './data/queue.ts'

/** Days that an export can be downloaded. */
export const keptDays = 7

export const makeJob = 'exports.make'

export const exportsFolder = 'exports'
/** Everything of an export: its file, and what attempts that died have left. */
export const folderOf = (id: string) => `${exportsFolder}/${id}`
/** Each attempt writes a file of its own, so that one that was given up cannot touch what another made. */
export const fileOf = ({ id, attempt }: { id: string; attempt: number }) => `${folderOf(id)}/${attempt}.zip`

/** Asks for everything about the student, unless that is under way. */
export async function requestExport({ database, runSoon }: Parts, student: Student): Promise<Export> {
  const row = await queue.insertExport(database.prisma, student.id)
  runSoon(makeJob)
  return present(row)
}

export async function listExports(db: Db, student: Student): Promise<{ items: Export[] }> {
  return { items: (await queue.listExports(db, student.id)).map(present) }
}

/** @throws ProblemError not-found, also for another student's, and one that is not ready or has expired */
export async function readExport(
  { database, files }: Parts,
  student: Student,
  id: string,
): Promise<{ name: string; bytes: number; content: Readable }> {
  const ready = await queue.findReady(database.prisma, student.id, id)
  const file = ready && (await files.read(fileOf({ id, ...ready })))
  if (!ready || !file)
    throw new ProblemError('not-found', 'There is no export to download here; ask for one.')
  return { name: `campus-connect-${ready.createdAt.toISOString().slice(0, 10)}.zip`, ...file }
}

/**
 * Deletes all that a student has asked for.
 * @returns what to delete the files with, once the transaction is done
 */
export async function deleteExportsOf(db: Db, userId: string): Promise<(files: Files) => Promise<void>> {
  const ids = await queue.deleteExportsOf(db, userId)
  return async (files) => {
    for (const id of ids) await files.remove(folderOf(id))
  }
}

function present({ percent, createdAt, expiresAt, ...row }: queue.ExportRow): Export {
  return {
    ...row,
    done: percent / 100,
    createdAt: createdAt.toISOString(),
    expiresAt: expiresAt?.toISOString() ?? null,
  }
}
