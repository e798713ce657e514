import { isIPv6 } from 'node:net'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { ProblemError } from '../errors.ts'
import type { Limit, Limits, Taken } from '../limits/limits.ts'

/** Counts a use and refuses it past the limit. */
export async function spend(limits: Limits, limit: Limit, identifier: string): Promise<void> {
  refusePast(await limits.take(limit, identifier))
}

function refusePast({ retryAfter }: Taken): void {
  if (retryAfter > 0)
    throw new ProblemError('too-many-requests', `Wait ${retryAfter} s, then try again.`, { retryAfter })
}

/** The limit of all requests, per address; each answer says how much of it is left. */
export function limitRequests(limits: Limits, perMinute: number) {
  const limit = { name: 'requests', points: perMinute, seconds: 60 }
  const policy = `"requests";q=${limit.points};w=${limit.seconds}`
  return async (request: FastifyRequest, reply: FastifyReply) => {
    if (!request.url.startsWith('/api/v1/')) return
    reply.header('ratelimit-policy', policy)
    const taken = await limits.take(limit, addressOf(request))
    reply.header('ratelimit', `"requests";r=${taken.remaining};t=${taken.reset}`)
    refusePast(taken)
  }
}

/** By what an address is counted: of IPv6 the first 64 bits, all of which one subscriber has. */
export function addressOf({ ip }: Pick<FastifyRequest, 'ip'>): string {
  if (!isIPv6(ip) || ip.includes('.')) return ip
  const [head = '', tail] = ip.split('%')[0]?.split('::') ?? []
  const groups = head === '' ? [] : head.split(':')
  const rest = tail ? tail.split(':') : []
  const missing = tail === undefined ? 0 : 8 - groups.length - rest.length
  const all = [...groups, ...Array<string>(missing).fill('0'), ...rest]
  return `${all
    .slice(0, 4)
    .map((group) => Number.parseInt(group, 16).toString(16))
    .join(':')}::/64`
}
