import type { z } from 'zod'
import type { listIgnored as contract } from '#contract/ignores.ts'
import type { Db } from '#platform/database/open.ts'
import { ProblemError } from '#platform/errors.ts'
import type { Student } from '#platform/http/principal.ts'
import * as data from './data.ts'

/**
 * Keeps a student out of the other one's sight, one way. Doing it twice changes nothing.
 * @throws ProblemError not-found for nobody of the university, not-allowed for oneself
 */
export async function ignoreStudent(db: Db, student: Student, id: string): Promise<void> {
  if (id === student.id) throw new ProblemError('not-allowed', 'You cannot ignore yourself.')
  if (!(await data.insertIgnore(db, student.id, id, student.university.name)))
    throw new ProblemError('not-found', 'There is no such student at your university.')
}

/** Who was not ignored is not so afterwards. */
export function unignoreStudent(db: Db, student: Student, id: string): Promise<void> {
  return data.deleteIgnore(db, student.id, id)
}

/** Whom the student ignores. */
export async function listIgnored(
  db: Db,
  student: Student,
): Promise<z.input<NonNullable<typeof contract.answer>>> {
  const rows = await data.listIgnored(db, student.id)
  return { items: rows.map((row) => ({ ...row, ignoredAt: row.ignoredAt.toISOString() })) }
}
