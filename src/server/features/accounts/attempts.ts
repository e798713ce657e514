import type { FastifyReply, FastifyRequest } from 'fastify'
import { addressOf, type Counted, spend } from '#platform/http/limit.ts'
import type { Limit } from '#platform/limits/limits.ts'
import type { Parts } from '../../parts.ts'
import { findUserByEmail } from './data/users.ts'
import { countGuess } from './guess.ts'
import { knownBrowser } from './known-browser.ts'

const anHour = (name: string, points: number): Limit => ({ name, points, seconds: 3600 })

/**
 * Counts wrong passwords of an address for an account, of an address for any account, and for an account from
 * anywhere. A browser that has signed in to the account before is counted by itself: no stranger locks its owner out.
 * Right ones are counted of an address for an account only, widely: each takes a processor's time and leaves a session.
 */
export function attemptsOf(parts: Parts) {
  const { limits, settings } = parts
  const perAccount = settings.signInLimitPerHour
  const known = anHour('sign-in-known', Math.ceil(perAccount / 3))
  const ofBoth = anHour('sign-in-here', Math.ceil(perAccount / 3))
  const ofAddress = anHour('sign-in-address', settings.signInAddressLimitPerHour)
  const ofAccount = anHour('sign-in', perAccount)
  const all = anHour('sign-in-all', perAccount * 2)

  async function countedBy(request: FastifyRequest, email: string): Promise<Counted[]> {
    const browser = knownBrowser(parts, request)
    if (browser && (await findUserByEmail(parts.database.prisma, email))?.id === browser.userId)
      return [[known, browser.id]]
    const [address, account] = [addressOf(request), email.toLowerCase()]
    return [
      [ofBoth, `${address}:${account}`],
      [ofAddress, address],
      [ofAccount, account],
    ]
  }

  return async <T>(
    request: FastifyRequest,
    reply: FastifyReply,
    email: string,
    check: () => Promise<T>,
  ): Promise<T> =>
    countGuess(limits, await countedBy(request, email), reply, async () => {
      await spend(limits, all, `${addressOf(request)}:${email.toLowerCase()}`, reply)
      return check()
    })
}
