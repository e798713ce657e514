import { LRUCache } from 'lru-cache'
import * as oidc from 'openid-client'
import { ProblemError } from '#platform/errors.ts'
import type { Parts } from '../../../parts.ts'
import type { Provider } from './providers.ts'

const scope = 'openid email profile'
const seconds = 5

/** What a browser takes along and brings back; unguessable, each for one sign-in. */
export interface Proof {
  state: string
  nonce: string
  verifier: string
}

/** Configurations of issuers, which seldom change. */
const configurations = new LRUCache<string, Promise<oidc.Configuration>>({ max: 100, ttl: 3_600_000 })

function configurationOf(provider: Provider): Promise<oidc.Configuration> {
  const key = JSON.stringify([provider.issuer, provider.clientId, provider.clientSecret])
  const known = configurations.get(key)
  if (known) return known
  const asked = discover(provider)
  configurations.set(key, asked)
  asked.catch(() => configurations.delete(key))
  return asked
}

/** Asks an issuer for its configuration. ID tokens are checked against its keys, not only because they came over TLS. */
export function discover({
  issuer,
  clientId,
  clientSecret,
}: Pick<Provider, 'issuer' | 'clientId' | 'clientSecret'>): Promise<oidc.Configuration> {
  const isLocal = issuer.startsWith('http:')
  return oidc.discovery(
    new URL(issuer),
    clientId,
    undefined,
    clientSecret === null ? oidc.None() : oidc.ClientSecretPost(clientSecret),
    {
      timeout: seconds,
      execute: [oidc.enableNonRepudiationChecks, ...(isLocal ? [oidc.allowInsecureRequests] : [])],
    },
  )
}

/**
 * The page of the provider that the browser is to open.
 * @throws ProblemError provider-refused
 */
export async function departure(parts: Parts, provider: Provider): Promise<{ proof: Proof; url: string }> {
  const proof = {
    state: oidc.randomState(),
    nonce: oidc.randomNonce(),
    verifier: oidc.randomPKCECodeVerifier(),
  }
  return refusing(parts, provider, async () => {
    const url = oidc.buildAuthorizationUrl(await configurationOf(provider), {
      redirect_uri: redirectUri(parts, provider.slug),
      scope,
      state: proof.state,
      nonce: proof.nonce,
      code_challenge: await oidc.calculatePKCECodeChallenge(proof.verifier),
      code_challenge_method: 'S256',
    })
    // Browsers run what some other kinds of address say.
    if (!['https:', new URL(provider.issuer).protocol].includes(url.protocol))
      throw new Error('no web address')
    return { proof, url: url.href }
  })
}

export function redirectUri({ publicUrl }: Parts, slug: string): string {
  return `${publicUrl}/sign-in/with/${slug}`
}

/** What the provider says about who signed in, and the tokens it gave. */
export interface Arrival {
  claims: Record<string, unknown> & { sub: string }
  tokens: oidc.TokenEndpointResponse & oidc.TokenEndpointResponseHelpers
}

/**
 * Changes the code for an ID token and checks that: signature, issuer, audience, time, nonce.
 * @param query what the provider put behind the redirect address
 * @throws ProblemError provider-refused, whatever went wrong; the log says what
 */
export function arrival(parts: Parts, provider: Provider, query: string, proof: Proof): Promise<Arrival> {
  return refusing(parts, provider, async () => {
    const url = new URL(redirectUri(parts, provider.slug))
    url.search = query
    const configuration = await configurationOf(provider)
    const tokens = await oidc.authorizationCodeGrant(configuration, url, {
      pkceCodeVerifier: proof.verifier,
      expectedState: proof.state,
      expectedNonce: proof.nonce,
      idTokenExpected: true,
    })
    const claims = tokens.claims()
    if (!claims) throw new Error('no claims')
    if (claims.email !== undefined || !configuration.serverMetadata().userinfo_endpoint)
      return { claims, tokens }
    const more = await oidc.fetchUserInfo(configuration, tokens.access_token, claims.sub)
    return { claims: { ...more, ...claims }, tokens }
  })
}

/** Errors of the provider's as one problem. Their causes hold tokens, so the log gets the reason only. */
async function refusing<T>({ log }: Parts, { slug, name }: Provider, work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    log.warn({ provider: slug, reason: reasonOf(error) }, 'signing in elsewhere failed')
    if (error instanceof oidc.AuthorizationResponseError && error.error === 'access_denied')
      throw new ProblemError(
        'provider-refused',
        `You did not sign in with ${name}. Try again, or choose another way.`,
      )
    throw new ProblemError(
      'provider-refused',
      `Begin again at the sign-in page. If it stays, ${name} may be out of order.`,
    )
  }
}

/** What went wrong, in the library's words and codes, which hold nothing of what came. */
export function reasonOf(error: unknown): string {
  if (!(error instanceof Error) || error instanceof SyntaxError) return 'an answer that cannot be read'
  const said =
    error instanceof oidc.ResponseBodyError && /^[a-z_]{1,40}$/.test(error.error) ? error.error : null
  const codes = [field(error, 'code'), field(error.cause, 'code'), claimIn(error), said]
  return [error.message, ...new Set(codes.filter((code) => code !== null))].join(', ')
}

/** Name of the claim that is wrong. */
function claimIn({ cause }: Error): string | null {
  return field(cause, 'claim') ?? (cause instanceof Error ? claimIn(cause) : null)
}

function field(thing: unknown, name: string): string | null {
  const value = thing instanceof Object && Reflect.get(thing, name)
  return typeof value === 'string' ? value : null
}
