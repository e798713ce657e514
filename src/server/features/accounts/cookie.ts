import type { CookieSerializeOptions } from '@fastify/cookie'
import type { Parts } from '../../parts.ts'

type Site = Pick<Parts, 'publicUrl'>

/** Browsers let only this very host over TLS set a __Host- cookie. */
export function cookieNamed({ publicUrl }: Site, name: 'session' | 'half' | 'known'): string {
  return publicUrl.startsWith('https:') ? `__Host-cc_${name}` : `cc_${name}`
}

export function cookieOptions({ publicUrl }: Site): CookieSerializeOptions {
  return { path: '/', httpOnly: true, sameSite: 'lax', secure: publicUrl.startsWith('https:') }
}
