import type { FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import type { Me } from '#contract/accounts.ts'
import { ProblemError } from '#platform/errors.ts'
import type { Parts } from '../../../parts.ts'
import type { SealedTokens } from '../data/linked-accounts.ts'
import { signInWith } from '../sign-in.ts'
import { accountOf, turnOf } from './account.ts'
import { identityOf } from './identity.ts'
import { type Arrival, arrival, departure } from './issuer.ts'
import { keepForLater, linkNow } from './linking.ts'
import { findProvider } from './providers.ts'
import { giveSealed, takeSealed } from './sealed-cookie.ts'

/** What binds what comes back to the browser that left. */
const Flow = z.object({
  slug: z.string(),
  state: z.string(),
  nonce: z.string(),
  verifier: z.string(),
  next: z.string().nullable(),
  /** null: to sign in. */
  link: z.object({ userId: z.string(), onlyOwnAddress: z.boolean() }).nullable(),
})
type Purpose = Pick<z.output<typeof Flow>, 'next' | 'link'>

/** Sends the browser to a provider. @returns the address to open */
export async function leave(
  parts: Parts,
  reply: FastifyReply,
  slug: string,
  purpose: Purpose,
): Promise<{ url: string }> {
  const { proof, url } = await departure(parts, await findProvider(parts, slug))
  giveSealed(parts, reply, 'cc_elsewhere', { slug, ...proof, ...purpose } satisfies z.input<typeof Flow>)
  return { url }
}

/**
 * What a provider sent the browser back with: signs in, or links, as it was begun.
 * @throws ProblemError provider-refused, not-verified, university-unknown, link-needed, second-factor-needed
 */
export async function comeBack(
  parts: Parts,
  request: FastifyRequest,
  reply: FastifyReply,
  slug: string,
  query: string,
): Promise<{ me: Me; next: string | null }> {
  const flow = takeSealed(parts, request, reply, 'cc_elsewhere', Flow)
  const provider = await findProvider(parts, slug)
  if (flow?.slug !== slug)
    throw new ProblemError(
      'provider-refused',
      'Begin again at the sign-in page, in this browser, and finish within ten minutes.',
    )
  const came = await arrival(parts, provider, query, flow)
  const identity = await identityOf(parts.database.prisma, provider, came.claims)
  const tokens = sealedTokens(parts, came)
  if (flow.link) {
    const me = await linkNow(parts, request.student, provider, identity, tokens, flow.link)
    return { me, next: flow.next }
  }
  const { userId, isLinked } = await accountOf(parts, slug, identity, tokens)
  if (!isLinked) {
    keepForLater(parts, reply, { slug, sub: identity.sub, userId })
    throw new ProblemError(
      'link-needed',
      `Sign in to the account of ${identity.email}, then link ${provider.name} with it.`,
    )
  }
  return { me: await signInWith(parts, request, reply, turnOf(slug, identity.sub, userId)), next: flow.next }
}

function sealedTokens({ secrets }: Parts, { tokens }: Arrival): SealedTokens {
  const sealed = (token: string | undefined) => (token ? secrets.seal(token) : null)
  const lasts = tokens.expiresIn()
  return {
    access_token: sealed(tokens.access_token),
    refresh_token: sealed(tokens.refresh_token),
    id_token: sealed(tokens.id_token),
    expires_at: lasts === undefined ? null : Math.floor(Date.now() / 1000) + lasts,
    token_type: tokens.token_type,
    scope: tokens.scope ?? null,
  }
}
