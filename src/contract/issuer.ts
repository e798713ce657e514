import { z } from './zod.ts'

const loopback = ['localhost', '127.0.0.1', '[::1]']
const tenant = /^\/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}\/v2\.0$/i

/** What is wrong with an issuer's address; null if nothing is. */
function faultOf(issuer: string): string | null {
  const url = URL.canParse(issuer) ? new URL(issuer) : null
  const isLocal = url?.protocol === 'http:' && loopback.includes(url.hostname)
  if (!url || !(url.protocol === 'https:' || isLocal)) return 'must be an address that starts with https://'
  if (url.username || url.password || url.search || url.hash) return 'must be a plain address'
  // `common` takes whoever has any account anywhere, with addresses that nobody has confirmed.
  if (url.hostname === 'login.microsoftonline.com' && !tenant.test(url.pathname))
    return 'must name one tenant: https://login.microsoftonline.com/<tenant id>/v2.0'
  return null
}

/** Address of an OpenID provider: over TLS, or on this very machine. */
export const Issuer = z
  .string()
  .max(500, 'at most 500 characters')
  .superRefine((value, context) => {
    const message = faultOf(value)
    if (message) context.addIssue({ code: 'custom', message })
  })
  .meta({ examples: ['https://login.northfield.example'] })
