import type { FastifyReply, FastifyRequest } from 'fastify'
import type { z } from 'zod'
import type { Parts } from '../../../parts.ts'

/** Milliseconds that what a browser keeps between here and a provider holds. */
const length = 10 * 60 * 1000

type Name = 'cc_elsewhere' | 'cc_link'

/** What this browser keeps for a while and can neither read nor change. Each name has its own kind of content. */
function attributes({ publicUrl }: Parts, name: Name) {
  const secure = publicUrl.startsWith('https:')
  return [
    secure ? `__Host-${name}` : name,
    { path: '/', httpOnly: true, sameSite: 'lax', secure } as const,
  ] as const
}

export function giveSealed(parts: Parts, reply: FastifyReply, name: Name, content: object): void {
  const [cookie, options] = attributes(parts, name)
  const sealed = parts.secrets.seal(JSON.stringify({ name, expires: Date.now() + length, content }))
  reply.setCookie(cookie, sealed, { ...options, maxAge: length / 1000 })
}

/** Takes it out of the browser. null where there is none, or one that is too old, changed, or of another name. */
export function takeSealed<Content extends z.ZodType>(
  parts: Parts,
  request: FastifyRequest,
  reply: FastifyReply,
  name: Name,
  Content: Content,
): z.output<Content> | null {
  const [cookie, options] = attributes(parts, name)
  const sealed = request.cookies[cookie]
  if (!sealed) return null
  reply.clearCookie(cookie, options)
  try {
    const opened = JSON.parse(parts.secrets.open(sealed))
    if (opened.name !== name || !(opened.expires > Date.now())) return null
    return Content.safeParse(opened.content).data ?? null
  } catch {
    return null
  }
}
