import { createHash } from 'node:crypto'
import type { FastifyRequest } from 'fastify'

/** Digest of the session that a request came with, by which `sessions` knows it. */
export function sessionOf({ cookies }: FastifyRequest, publicUrl: string): string | null {
  const token = cookies[publicUrl.startsWith('https:') ? '__Host-cc_session' : 'cc_session']
  return token ? createHash('sha256').update(token).digest('hex') : null
}
