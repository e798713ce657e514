import { ProblemError } from '#platform/errors.ts'

interface Parties {
  requesterId: string
  targetId: string
  status: string
}

export type Answer = 'accepted' | 'declined' | 'cancelled'

/**
 * Who may answer: the one who was asked accepts or declines; the one who asked withdraws; both may end a connection.
 * @throws ProblemError not-allowed
 */
export function mayAnswer(connection: Parties, studentId: string, answer: Answer): void {
  const asked = connection.targetId === studentId
  if (answer === 'cancelled' ? !asked || connection.status !== 'pending' : asked) return
  throw new ProblemError(
    'not-allowed',
    answer === 'cancelled' ? 'Decline the request instead.' : 'Only the student who was asked can answer.',
  )
}
