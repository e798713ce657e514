import { isIPv6 } from 'node:net'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { ProblemError } from '../errors.ts'
import type { Counted, Limit, Limits, Taken } from '../limits/limits.ts'

export type { Counted } from '../limits/limits.ts'

/** Which limit a request is past. */
export class PastLimit extends ProblemError {
  readonly limit: Limit
  readonly taken: Taken

  constructor(limit: Limit, taken: Taken) {
    const { retryAfter } = taken
    super('too-many-requests', `Wait ${retryAfter} s, then try again.`, { retryAfter })
    this.limit = limit
    this.taken = taken
  }
}

/**
 * Counts a use and refuses it past the limit.
 * @param reply tells what is left
 * @throws PastLimit
 */
export async function spend(
  limits: Limits,
  limit: Limit,
  identifier: string,
  reply: FastifyReply,
): Promise<void> {
  await spendAll(limits, [[limit, identifier]], reply)
}

/**
 * Counts a use by several limits; the one that refuses costs the others nothing.
 * @throws PastLimit
 */
export async function spendAll(limits: Limits, counted: Counted[], reply: FastifyReply): Promise<void> {
  const all = await limits.takeAll(counted)
  const found = counted.map(([limit], place) => [limit, all[place] as Taken] as const)
  for (const [limit, taken] of found) if (taken.retryAfter > 0) throw new PastLimit(limit, taken)
  for (const [limit, taken] of found) tellLimit(reply, limit, taken)
}

/** Takes back a use that turned out to be none. */
export async function giveBackAll(limits: Limits, counted: Counted[]): Promise<void> {
  for (const one of counted) await limits.giveBack(...one)
}

const told = new WeakMap<FastifyReply, number>()

/** Tells of a limit (draft-ietf-httpapi-ratelimit-headers-11); of several, of the one with the least left. */
export function tellLimit(reply: FastifyReply, limit: Limit, { remaining, reset }: Taken): void {
  if (remaining > (told.get(reply) ?? Number.POSITIVE_INFINITY)) return
  told.set(reply, remaining)
  reply.header('ratelimit-policy', `"${limit.name}";q=${limit.points};w=${limit.seconds}`)
  reply.header('ratelimit', `"${limit.name}";r=${remaining};t=${reset}`)
}

/** The limit of all requests of an address. */
export function limitAddress(limits: Limits, perMinute: number) {
  const limit = { name: 'requests', points: perMinute, seconds: 60 }
  return async (request: FastifyRequest, reply: FastifyReply) => {
    if (request.url.startsWith('/api/v1/')) await spend(limits, limit, addressOf(request), reply)
  }
}

/** The limit of all requests of a student, wherever they come from. */
export function limitStudent(limits: Limits, perHour: number) {
  const limit = { name: 'student', points: perHour, seconds: 3600 }
  return async ({ student }: FastifyRequest, reply: FastifyReply) => {
    if (student) await spend(limits, limit, student.id, reply)
  }
}

/** By what an address is counted: of IPv6 the first 64 bits, all of which one subscriber has. */
export function addressOf({ ip }: Pick<FastifyRequest, 'ip'>): string {
  const mapped = ip.match(/^::ffff:(\d+\.\d+\.\d+\.\d+)$/i)?.[1]
  if (mapped) return mapped
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
