import type { FastifyReply } from 'fastify'
import type { ProblemName } from '#contract/problem.ts'
import { ProblemError } from '#platform/errors.ts'
import { type Counted, giveBackAll, spendAll } from '#platform/http/limit.ts'
import type { Limits } from '#platform/limits/limits.ts'

const wrong = new Set<ProblemName>(['wrong-credentials', 'second-factor-wrong'])

/**
 * Checks what somebody may be guessing at. Counted before, since guesses may come all at once; given back unless it
 * was wrong.
 * @throws PastLimit
 */
export async function countGuess<T>(
  limits: Limits,
  counted: Counted[],
  reply: FastifyReply,
  check: () => Promise<T>,
): Promise<T> {
  await spendAll(limits, counted, reply)
  let isWrong = false
  try {
    return await check()
  } catch (error) {
    isWrong = error instanceof ProblemError && wrong.has(error.problem)
    throw error
  } finally {
    if (!isWrong) await giveBackAll(limits, counted)
  }
}
