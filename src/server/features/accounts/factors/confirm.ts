import type { FastifyRequest } from 'fastify'
import { ProblemError } from '#platform/errors.ts'
import type { Student } from '#platform/http/principal.ts'
import type { Parts } from '../../../parts.ts'
import { setProven } from '../data/sessions.ts'
import { requirePassword } from '../require-password.ts'
import { sessionDigest } from '../session.ts'
import { type SecondProof, spendTry, takeSecondProof } from './second-factor.ts'

/**
 * Notes that whoever uses this browser is the student, for what is grave.
 * @throws ProblemError wrong-credentials, second-factor-wrong; not-allowed for a program, which has no session here
 */
export async function confirmSession(
  parts: Parts,
  request: FastifyRequest,
  student: Student,
  { password, ...proof }: SecondProof & { password?: string | undefined },
): Promise<void> {
  const digest = sessionDigest(parts, request)
  if (!student.provenAt || !digest) throw new ProblemError('not-allowed', 'Do this in a browser.')
  const { database } = parts
  await spendTry(parts, student.id)
  if (password !== undefined) await requirePassword(database.prisma, student, password)
  await database.transaction(async (db) => {
    if (password === undefined) await takeSecondProof(parts, db, student.id, `confirm:${student.id}`, proof)
    await setProven(db, digest)
  })
}
