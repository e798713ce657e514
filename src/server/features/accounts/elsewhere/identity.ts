import { Email } from '#contract/accounts.ts'
import type { University } from '#contract/universities.ts'
import { text } from '#contract/values.ts'
import { universityOfEmail } from '#features/universities/service.ts'
import type { Db } from '#platform/database/open.ts'
import { ProblemError } from '#platform/errors.ts'
import type { Provider } from './providers.ts'

/** Somebody whose address a provider vouches for. */
export interface Identity {
  sub: string
  email: string
  firstName: string
  lastName: string
  university: University
}

/** As OpenID Connect bounds it. */
const Sub = text(255)

type Claims = Record<string, unknown> & { sub: string }

/**
 * Who the claims of a checked ID token speak of, if the provider may say so: the address is confirmed, of a known
 * university, and of the provider's own where it has one.
 * @throws ProblemError provider-refused, not-verified, university-unknown
 */
export async function identityOf(db: Db, provider: Provider, claims: Claims): Promise<Identity> {
  const { data: email } = Email.safeParse(claims.email)
  if (!Sub.safeParse(claims.sub).success)
    throw new ProblemError('provider-refused', `${provider.name} did not tell who you are; tell its staff.`)
  if (!email)
    throw new ProblemError(
      'provider-refused',
      `${provider.name} did not tell your e-mail address; allow it to.`,
    )
  const university = await universityOfEmail(db, email)
  const isOwn = university !== null && university.id === provider.universityId
  if (!university || (provider.universityId && !isOwn))
    throw new ProblemError(
      'university-unknown',
      `${provider.name} knows you as ${email}. Use your university address.`,
    )
  if (claims.email_verified !== true && !(provider.isAuthority && isOwn))
    throw new ProblemError('not-verified', `${provider.name} has not confirmed that ${email} is yours.`)
  return { sub: claims.sub, email, university, ...nameOf(claims, email) }
}

const Name = text(100)

/** Given and family name, else the parts of the whole, else what stands before the @. */
function nameOf(claims: Claims, email: string): { firstName: string; lastName: string } {
  const [first, ...rest] = String(claims.name ?? '')
    .trim()
    .split(/\s+/)
  const usable = (...candidates: unknown[]) =>
    candidates.map((one) => Name.safeParse(one).data?.trim()).find((one) => one) ?? 'Student'
  return {
    firstName: usable(claims.given_name, first, email.split('@')[0]),
    lastName: usable(claims.family_name, rest.join(' ')),
  }
}
