import type { z } from 'zod'
import type { listBlocks as contract } from '#contract/blocks.ts'
import type { Db } from '#platform/database/open.ts'
import { ProblemError } from '#platform/errors.ts'
import type { Student } from '#platform/http/principal.ts'
import * as data from './data.ts'

/**
 * Keeps two students apart, both ways and at once. Doing it twice changes nothing.
 * @throws ProblemError not-found for nobody of the university, not-allowed for oneself
 */
export async function blockStudent(db: Db, student: Student, id: string): Promise<void> {
  if (id === student.id) throw new ProblemError('not-allowed', 'You cannot block yourself.')
  if (!(await data.isStudentOf(db, id, student.university.name)))
    throw new ProblemError('not-found', 'There is no such student at your university.')
  await data.insertBlock(db, student.id, id)
}

/** Where there is no block, there is none afterwards. */
export function unblockStudent(db: Db, student: Student, id: string): Promise<void> {
  return data.deleteBlock(db, student.id, id)
}

/** Whom the student has blocked; pictures are not shown across a block. */
export async function listBlocks(
  db: Db,
  student: Student,
): Promise<z.input<NonNullable<typeof contract.answer>>> {
  const rows = await data.listBlocks(db, student.id)
  return {
    items: rows.map(({ blockedAt, ...person }) => ({
      ...person,
      pictureUrl: null,
      blockedAt: blockedAt.toISOString(),
    })),
  }
}
