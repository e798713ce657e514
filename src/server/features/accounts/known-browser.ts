import { randomUUID } from 'node:crypto'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import type { Parts } from '../../parts.ts'
import { cookieNamed, cookieOptions } from './cookie.ts'

/** Milliseconds that a browser is known after signing in. */
const length = 180 * 24 * 60 * 60 * 1000

/** Sealed; `kind` tells it from whatever else is sealed with the same key. */
const Known = z.object({
  kind: z.literal('known-browser'),
  id: z.uuid(),
  userId: z.string(),
  expires: z.number(),
})

/** Leaves a mark in a browser in which a student has signed in. It signs nobody in. */
export function rememberBrowser(parts: Parts, reply: FastifyReply, userId: string): void {
  const known: z.input<typeof Known> = {
    kind: 'known-browser',
    id: randomUUID(),
    userId,
    expires: Date.now() + length,
  }
  reply.setCookie(cookieNamed(parts, 'known'), parts.secrets.seal(JSON.stringify(known)), {
    ...cookieOptions(parts),
    maxAge: length / 1000,
  })
}

/** Which browser this is, and who has signed in with it last; null where nobody has, or not for long. */
export function knownBrowser(
  parts: Parts,
  { cookies }: FastifyRequest,
): Pick<z.output<typeof Known>, 'id' | 'userId'> | null {
  const sealed = cookies[cookieNamed(parts, 'known')]
  if (!sealed) return null
  try {
    const known = Known.parse(JSON.parse(parts.secrets.open(sealed)))
    return known.expires > Date.now() ? known : null
  } catch {
    return null
  }
}
