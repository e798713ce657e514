import type { FastifyRequest } from 'fastify'
import { ProblemError } from '../errors.ts'

const reading = new Set(['GET', 'HEAD', 'OPTIONS'])

/** Refuses writes, and sockets, that another site's page makes or opens with the student's cookie. */
export async function refuseCrossSite(request: FastifyRequest): Promise<void> {
  if (reading.has(request.method) && request.headers.upgrade === undefined) return
  const site = request.headers['sec-fetch-site']
  if (site ? site === 'same-origin' || site === 'none' : sameHost(request)) return
  throw new ProblemError('cross-site-request', 'Do this on the page itself.')
}

function sameHost(request: FastifyRequest): boolean {
  const { origin } = request.headers
  if (!origin) return true // no browser
  return URL.canParse(origin) && new URL(origin).host === request.host
}
