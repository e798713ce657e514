import { type Problem, type ProblemName, problems, problemType } from '#contract/problem.ts'
import { waitText } from '../ui/wait-text.ts'

const names = new Map(
  Object.keys(problems).map((name) => [problemType(name as ProblemName), name as ProblemName]),
)

/** What a failed call throws. `name` is the problem's stable name, or `unknown` when the answer was not the API's. */
export class ProblemError extends Error {
  readonly problem: Problem
  override readonly name: ProblemName | 'unknown'

  constructor(problem: Problem) {
    super(`${problem.title}: ${problem.detail}`)
    this.problem = problem
    this.name = names.get(problem.type) ?? 'unknown'
  }

  /** For an answer that is not the API's own; status 0 when there was none at all. */
  static without(status: number): ProblemError {
    const [title, detail] =
      status === 0
        ? ['We cannot reach the service', 'Check your connection, then try again.']
        : ['Something went wrong', 'Please try again in a moment.']
    return new ProblemError({ type: 'about:blank', title, status, detail })
  }

  /** From the body of a refusal, if that is a problem. */
  static from(body: unknown, status: number): ProblemError {
    const isProblem = body !== null && typeof body === 'object' && 'type' in body && 'title' in body
    return isProblem ? new ProblemError(body as Problem) : ProblemError.without(status)
  }
}

/** The problem's messages by field of the body: `{ email: 'must be an e-mail address' }`. */
export function fieldErrors(error: unknown): Record<string, string | undefined> {
  if (!(error instanceof ProblemError)) return {}
  const errors = error.problem.errors ?? []
  return Object.fromEntries(errors.map(({ field, message }) => [field.replace(/^body\./, ''), message]))
}

/** The problem in a line, for a toast. */
export function sayProblem(error: unknown): string {
  const { title, detail, retryAfter } = (error instanceof ProblemError ? error : ProblemError.without(500))
    .problem
  return `${title}. ${retryAfter ? `You can try again in ${waitText(retryAfter)}.` : detail}`
}
