import type { FastifyReply, FastifyRequest } from 'fastify'
import { ProblemError } from '#platform/errors.ts'
import { addressOf, spend } from '#platform/http/limit.ts'
import type { Limit } from '#platform/limits/limits.ts'
import type { Parts } from '../../parts.ts'
import { findUserByEmail } from './data/users.ts'
import { knownBrowser } from './known-browser.ts'

const anHour = (name: string, points: number): Limit => ({ name, points, seconds: 3600 })

/**
 * Counts wrong passwords of an address for an account, of an address for any account, and for an account from
 * anywhere. A browser that has signed in to the account before is counted by itself: no stranger locks its owner out.
 */
export function attemptsOf(parts: Parts) {
  const { limits, settings } = parts
  const perAccount = settings.signInLimitPerHour
  const known = anHour('sign-in-known', Math.ceil(perAccount / 3))
  const ofBoth = anHour('sign-in-here', Math.ceil(perAccount / 3))
  const ofAddress = anHour('sign-in-address', settings.signInAddressLimitPerHour)
  const ofAccount = anHour('sign-in', perAccount)

  async function countedBy(request: FastifyRequest, email: string): Promise<[Limit, string][]> {
    const browser = knownBrowser(parts, request)
    if (browser && (await findUserByEmail(parts.database.prisma, email))?.id === browser.userId)
      return [[known, browser.id]]
    const [address, account] = [addressOf(request), email.toLowerCase()]
    // The narrowest first: what it refuses costs the others nothing.
    return [
      [ofBoth, `${address}:${account}`],
      [ofAddress, address],
      [ofAccount, account],
    ]
  }

  /** Checks a password. Counted before, since guesses may come all at once; given back unless it was wrong. */
  return async <T>(
    request: FastifyRequest,
    reply: FastifyReply,
    email: string,
    check: () => Promise<T>,
  ): Promise<T> => {
    const counted = await countedBy(request, email)
    for (const [limit, identifier] of counted) await spend(limits, limit, identifier, reply)
    let isWrong = false
    try {
      return await check()
    } catch (error) {
      isWrong = error instanceof ProblemError && error.problem === 'wrong-credentials'
      throw error
    } finally {
      if (!isWrong) for (const [limit, identifier] of counted) await limits.giveBack(limit, identifier)
    }
  }
}
