import { Email, KnownPassword, Me } from './accounts.ts'
import { endpoint } from './endpoint.ts'
import { Issuer } from './issuer.ts'
import { Id, Instant, text } from './values.ts'
import { z } from './zod.ts'

/** Short name of a provider; stands in the address that it sends people back to. */
const Slug = z
  .string()
  .regex(/^[a-z0-9][a-z0-9-]{0,49}$/, 'small letters, digits and hyphens, 50 at most')
  .meta({ examples: ['northfield'] })
const slug = z.object({ slug: Slug.describe('of the provider') })

const Departure = z
  .object({ url: z.string().describe('page of the provider that the browser is to open') })
  .meta({ id: 'Departure' })

export const listProviders = endpoint({
  method: 'GET',
  path: '/auth/providers',
  id: 'listProviders',
  tag: 'accounts',
  summary: 'Where one may sign in elsewhere',
  description:
    'Those of all universities, and with an address those of its university, by its domain: the answer does not hang on whether the address has an account.',
  access: 'public',
  query: z.object({ email: Email.optional().describe('only its domain matters') }),
  status: 200,
  answer: z.object({ items: z.array(z.object({ slug: z.string(), name: z.string() })) }),
})

export const startSignInElsewhere = endpoint({
  method: 'POST',
  path: '/auth/providers/{slug}/start',
  id: 'startSignInElsewhere',
  tag: 'accounts',
  summary: 'Begin to sign in elsewhere',
  description:
    'Sets an HttpOnly cookie that holds for ten minutes and binds what comes back to this browser (OpenID Connect, code flow with PKCE, state and nonce).',
  access: 'public',
  params: slug,
  body: z.object({ next: text(500).optional().describe('path to go to afterwards') }),
  status: 200,
  answer: Departure,
  problems: ['not-found', 'provider-refused'],
})

export const finishSignInElsewhere = endpoint({
  method: 'POST',
  path: '/auth/providers/{slug}/callback',
  id: 'finishSignInElsewhere',
  tag: 'accounts',
  summary: 'Finish what was begun elsewhere',
  description:
    'Takes what the provider put behind the address that it sent the browser back to. Signs in as the account that is linked with the identity, or makes one, if the provider vouches for an address of a known university. An account that has the address already is linked only by who is signed in to it: `link-needed`, then `confirmLink` within ten minutes.',
  access: 'public',
  params: slug,
  body: z.object({ query: text(8000).describe('as in the address, beginning with ?') }),
  status: 200,
  answer: z.object({ me: Me, next: z.string().nullable().describe('path to go to') }),
  problems: [
    'not-found',
    'provider-refused',
    'not-verified',
    'university-unknown',
    'link-needed',
    'second-factor-needed',
  ],
})

export const listLinks = endpoint({
  method: 'GET',
  path: '/me/providers',
  id: 'listLinks',
  tag: 'accounts',
  summary: 'Where I may sign in elsewhere',
  access: 'student',
  status: 200,
  answer: z.object({
    items: z.array(
      z.object({
        slug: z.string(),
        name: z.string(),
        linkedAt: Instant.nullable().describe('null: not linked with my account'),
      }),
    ),
    hasPassword: z.boolean(),
  }),
})

export const startLink = endpoint({
  method: 'POST',
  path: '/me/providers/{slug}/start',
  id: 'startLink',
  tag: 'accounts',
  summary: 'Begin to link an identity elsewhere with my account',
  description:
    'Takes the password, if the account has one; without one the identity has to have the address of the account. Told by mail.',
  access: 'verified',
  params: slug,
  body: z.object({ password: KnownPassword.optional() }),
  status: 200,
  answer: Departure,
  problems: ['not-found', 'provider-refused', 'wrong-credentials'],
})

export const confirmLink = endpoint({
  method: 'POST',
  path: '/me/providers',
  id: 'confirmLink',
  tag: 'accounts',
  summary: 'Link what I just signed in with elsewhere',
  description: 'After `link-needed`, from the same browser.',
  access: 'verified',
  status: 204,
  problems: ['not-found', 'provider-refused'],
})

export const unlinkProvider = endpoint({
  method: 'DELETE',
  path: '/me/providers/{slug}',
  id: 'unlinkProvider',
  tag: 'accounts',
  summary: 'No longer sign in elsewhere',
  description: 'Refused where it is the only way in: set a password first.',
  access: 'student',
  recent: true,
  params: slug,
  status: 204,
  problems: ['not-found', 'not-allowed'],
})

/** What an operator says about a provider, and may change. */
const terms = {
  name: text(100),
  clientId: text(500),
  universityId: Id.nullable().describe('only for addresses of this university; null: of any'),
  isAuthority: z
    .boolean()
    .describe(
      'the directory of that university: what it says about an address of it needs no `email_verified`',
    ),
  isEnabled: z.boolean(),
}
const Secret = text(1000).nullable().describe('null: a public client, PKCE alone')

export const Provider = z
  .object({
    id: Id,
    slug: z.string(),
    issuer: z.string(),
    ...terms,
    hasSecret: z.boolean().describe('the secret itself is never answered'),
    links: z.int().describe('accounts that are linked'),
    redirectUri: z.string().describe('what the provider has to be told'),
  })
  .meta({ id: 'Provider' })
export type Provider = z.infer<typeof Provider>

export const listAllProviders = endpoint({
  method: 'GET',
  path: '/staff/providers',
  id: 'listAllProviders',
  tag: 'operations',
  summary: 'Providers of all universities, but for those of the settings',
  access: 'operator',
  status: 200,
  answer: z.object({ items: z.array(Provider) }),
})

export const createProvider = endpoint({
  method: 'POST',
  path: '/staff/providers',
  id: 'createProvider',
  tag: 'operations',
  summary: 'Let students sign in elsewhere',
  description: 'The issuer is asked for its configuration (OpenID Connect Discovery) before it is kept.',
  access: 'operator',
  recent: true,
  body: z.object({
    slug: Slug.refine(
      (value) => !['google', 'microsoft', 'oidc'].includes(value),
      'is kept for the settings',
    ),
    issuer: Issuer,
    clientSecret: Secret,
    ...terms,
  }),
  status: 201,
  answer: Provider,
})

export const changeProvider = endpoint({
  method: 'PUT',
  path: '/staff/providers/{id}',
  id: 'changeProvider',
  tag: 'operations',
  summary: 'Change a provider',
  description:
    'But for its issuer and short name, which say who is who in the links: another issuer is another provider.',
  access: 'operator',
  recent: true,
  params: z.object({ id: Id.describe('of the provider') }),
  body: z.object({ clientSecret: Secret.optional().describe('left out: as it is'), ...terms }),
  status: 200,
  answer: Provider,
  problems: ['not-found'],
})

export const deleteProvider = endpoint({
  method: 'DELETE',
  path: '/staff/providers/{id}',
  id: 'deleteProvider',
  tag: 'operations',
  summary: 'Delete a provider and all links with it',
  access: 'operator',
  recent: true,
  params: z.object({ id: Id.describe('of the provider') }),
  status: 204,
  problems: ['not-found'],
})
