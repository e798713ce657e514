import { z } from 'zod'
import { Issuer } from '#contract/issuer.ts'

/** Where to sign in elsewhere, as the settings say. Others are kept in the database. */
export interface ProviderSetting {
  slug: 'google' | 'microsoft' | 'oidc'
  name: string
  issuer: string
  clientId: string
  /** null: a public client, PKCE alone. */
  clientSecret: string | null
  /** Domain of the university whose own directory it is; null: it speaks for whoever has a confirmed address. */
  universityDomain: string | null
}

const word = z.string().trim().optional()
const domain = z.hostname('must be a domain, such as northfield.example').optional()

export const providerVariables = {
  GOOGLE_CLIENT_ID: word,
  GOOGLE_CLIENT_SECRET: word,
  MICROSOFT_TENANT_ID: z.guid('must be the id of one tenant').optional(),
  MICROSOFT_CLIENT_ID: word,
  MICROSOFT_CLIENT_SECRET: word,
  MICROSOFT_UNIVERSITY: domain,
  OIDC_ISSUER: Issuer.optional(),
  OIDC_CLIENT_ID: word,
  OIDC_CLIENT_SECRET: word,
  OIDC_NAME: word,
  OIDC_UNIVERSITY: domain,
}

type Variables = z.output<z.ZodObject<typeof providerVariables>>
type Key = keyof typeof providerVariables

/** Keys that are nothing without each other. */
export const belongTogether: Key[][] = [
  ['GOOGLE_CLIENT_ID', 'GOOGLE_CLIENT_SECRET'],
  ['MICROSOFT_TENANT_ID', 'MICROSOFT_CLIENT_ID', 'MICROSOFT_CLIENT_SECRET', 'MICROSOFT_UNIVERSITY'],
  ['OIDC_ISSUER', 'OIDC_CLIENT_ID'],
]

export function providersOf(value: Variables): ProviderSetting[] {
  const found: ProviderSetting[] = []
  if (value.GOOGLE_CLIENT_ID && value.GOOGLE_CLIENT_SECRET)
    found.push({
      slug: 'google',
      name: 'Google',
      issuer: 'https://accounts.google.com',
      clientId: value.GOOGLE_CLIENT_ID,
      clientSecret: value.GOOGLE_CLIENT_SECRET,
      universityDomain: null,
    })
  if (value.MICROSOFT_TENANT_ID && value.MICROSOFT_CLIENT_ID && value.MICROSOFT_CLIENT_SECRET)
    found.push({
      slug: 'microsoft',
      name: 'Microsoft',
      issuer: `https://login.microsoftonline.com/${value.MICROSOFT_TENANT_ID}/v2.0`,
      clientId: value.MICROSOFT_CLIENT_ID,
      clientSecret: value.MICROSOFT_CLIENT_SECRET,
      universityDomain: value.MICROSOFT_UNIVERSITY?.toLowerCase() ?? null,
    })
  if (value.OIDC_ISSUER && value.OIDC_CLIENT_ID)
    found.push({
      slug: 'oidc',
      name: value.OIDC_NAME ?? 'your university',
      issuer: value.OIDC_ISSUER,
      clientId: value.OIDC_CLIENT_ID,
      clientSecret: value.OIDC_CLIENT_SECRET ?? null,
      universityDomain: value.OIDC_UNIVERSITY?.toLowerCase() ?? null,
    })
  return found
}
