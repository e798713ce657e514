import type { FastifyRequest } from 'fastify'
import { ProblemError } from '../errors.ts'

const reading = new Set(['GET', 'HEAD', 'OPTIONS'])

/** Refuses writes that another site's page makes with the student's cookie. */
export async function refuseCrossSite(request: FastifyRequest): Promise<void> {
  if (reading.has(request.method)) return
  const site = request.headers['sec-fetch-site']
  if (site ? site === 'same-origin' || site === 'none' : sameHost(request)) return
  throw new ProblemError('cross-site-request', 'Do this on the page itself.')
}

function sameHost(request: FastifyRequest): boolean {
  const { origin } = request.headers
  if (!origin) return true // no browser
  return URL.canParse(origin) && new URL(origin).host === request.host
}
