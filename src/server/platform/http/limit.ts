import type { FastifyReply, FastifyRequest } from 'fastify'
import { ProblemError } from '../errors.ts'
import type { Limit, Limits } from '../limits.ts'

/** Counts a use and refuses it past the limit. */
export async function spend(limits: Limits, limit: Limit, identifier: string): Promise<void> {
  const retryAfter = await limits.take(limit, identifier)
  if (retryAfter > 0)
    throw new ProblemError('too-many-requests', `Wait ${retryAfter} s, then try again.`, { retryAfter })
}

/** The limit of all requests, per address. */
export function limitRequests(limits: Limits, perMinute: number) {
  const limit = { name: 'requests', points: perMinute, seconds: 60 }
  return async (request: FastifyRequest, _reply: FastifyReply) => {
    if (request.url.startsWith('/api/v1/')) await spend(limits, limit, request.ip)
  }
}
