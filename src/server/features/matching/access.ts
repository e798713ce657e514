import { requireEnrolled } from '#features/courses/service.ts'
import { ProblemError } from '#platform/errors.ts'
import type { VerifiedStudent } from '#platform/http/principal.ts'
import { readStanding } from './data/courses.ts'
import type { Proof } from './data/proof.ts'
import type { Matching } from './matching.ts'

/** Whether the course is running and the asker in it, as of the proof. */
export function isOpen({ open }: Proof, courseId: string): boolean {
  return open.some(({ id }) => id === courseId)
}

/**
 * Tells a student who has no list in a course why. Returns where nothing speaks against it any more: they joined, or
 * were verified, since the list was looked for, which is then to be done again.
 * @throws ProblemError not-found, course-inactive, not-enrolled, not-verified, not-signed-in
 */
export async function refuse(matching: Matching, student: VerifiedStudent, courseId: string): Promise<void> {
  await requireEnrolled(matching.database.prisma, student, courseId)
  await requireListed(matching, student)
}

/** @throws ProblemError not-verified, not-signed-in as the student's standing is now */
export async function requireListed({ database }: Matching, student: VerifiedStudent): Promise<void> {
  const standing = await readStanding(database.sql, student.id)
  if (!standing?.isActive) throw new ProblemError('not-signed-in', 'Sign in and try again.')
  if (!standing.isVerified) throw new ProblemError('not-verified', 'Confirm your address, then try again.')
}
