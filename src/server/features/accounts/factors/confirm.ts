import type { FastifyReply, FastifyRequest } from 'fastify'
import { ProblemError } from '#platform/errors.ts'
import type { Student } from '#platform/http/principal.ts'
import type { Parts } from '../../../parts.ts'
import { requirePassword } from '../require-password.ts'
import { renewSession } from '../session.ts'
import { attemptProof, type SecondProof, takeSecondProof } from './second-factor.ts'

/**
 * Notes that whoever uses this browser is the student, for what is grave. The session gets another id.
 * @throws ProblemError wrong-credentials, second-factor-wrong; not-allowed for a program, which has no session here
 */
export async function confirmSession(
  parts: Parts,
  request: FastifyRequest,
  reply: FastifyReply,
  student: Student,
  { password, ...proof }: SecondProof & { password?: string | undefined },
): Promise<void> {
  if (!student.provenAt) throw new ProblemError('not-allowed', 'Do this in a browser.')
  await attemptProof(parts, request, reply, student.id, async () => {
    if (password !== undefined) await requirePassword(parts.database.prisma, student, password)
    await renewSession(parts, request, reply, student, async (db) => {
      if (password === undefined) await takeSecondProof(parts, db, student.id, `confirm:${student.id}`, proof)
    })
  })
}
