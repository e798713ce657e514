import { ZxcvbnFactory } from '@zxcvbn-ts/core'
import { adjacencyGraphs, dictionary } from '@zxcvbn-ts/language-common'
import { ProblemError } from '#platform/errors.ts'

/** Below it a password is among the first million that anybody would try. */
const leastScore = 2
/** What is longer is judged by its beginning: the estimate's time grows faster than its input. */
const mostJudged = 64

const estimator = new ZxcvbnFactory({ dictionary, graphs: adjacencyGraphs })

/**
 * Refuses what is guessed first: the commonest passwords, rows of keys, the person's own name, address or university.
 * @throws ProblemError invalid-request, naming the field
 */
export function requireStrong(
  password: string,
  {
    email,
    firstName,
    lastName,
    university,
  }: Record<'email' | 'firstName' | 'lastName' | 'university', string>,
): void {
  const personal = [email, firstName, lastName, university]
  const words = personal.flatMap((text) => text.toLowerCase().split(/[^\p{L}\p{N}]+/u)).filter(Boolean)
  const { score } = estimator.check(password.slice(0, mostJudged), ['campus', 'connect', ...words])
  if (score >= leastScore) return
  throw new ProblemError('invalid-request', 'Choose a password that is harder to guess.', {
    errors: [
      { field: 'body.password', message: 'is easy to guess: use some unrelated words, or more of them' },
    ],
  })
}
