import { type Problem, type ProblemName, problems, problemType } from '#contract/problem.ts'

type Extras = Pick<Problem, 'errors' | 'retryAfter' | 'retryAt' | 'ways'>

/** An answer that is not success. `detail` tells the person what to do. */
export class ProblemError extends Error {
  readonly problem: ProblemName
  readonly extras: Extras

  constructor(problem: ProblemName, detail: string, extras: Extras = {}) {
    super(detail)
    this.name = 'ProblemError'
    this.problem = problem
    this.extras = extras
  }
}

/** RFC 9457 body of a problem. `instance` is the request's id, for finding it in the log. */
export function problemDetails(
  name: ProblemName,
  detail: string,
  instance: string,
  extras: Extras = {},
): Problem {
  return { type: problemType(name), ...problems[name], detail, instance, ...extras }
}
