import { requireEnrolled } from '#features/courses/service.ts'
import { ProblemError } from '#platform/errors.ts'
import type { VerifiedStudent } from '#platform/http/principal.ts'
import type { Matching } from './matching.ts'

/** Why a student has no list in a course: told by the course's own rule, else the student is not listed. */
export async function whyNot(
  { database }: Matching,
  student: VerifiedStudent,
  courseId: string,
): Promise<ProblemError> {
  await requireEnrolled(database.prisma, student, courseId)
  return new ProblemError('not-verified', 'Confirm your address, then try again.')
}
