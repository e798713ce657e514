import { universityOfEmail } from '#features/universities/service.ts'
import { ProblemError } from '#platform/errors.ts'
import type { ProviderSetting } from '#platform/provider-settings.ts'
import type { Parts } from '../../../parts.ts'
import { findEnabledProvider, listEnabledProviders } from '../data/providers.ts'

/** Where students may sign in elsewhere. */
export interface Provider {
  slug: string
  name: string
  issuer: string
  clientId: string
  clientSecret: string | null
  /** null: it may speak for addresses of any university. */
  universityId: string | null
  /** Its word about an address of its university is enough. */
  isAuthority: boolean
}

type Row = NonNullable<Awaited<ReturnType<typeof findEnabledProvider>>>

const fromRow = ({ secrets }: Parts, row: Row): Provider => ({
  ...row,
  clientSecret: row.clientSecret && secrets.open(row.clientSecret),
})

/** null where its university is not known here: it could speak for nobody. */
async function fromSetting(
  { database }: Parts,
  { universityDomain, ...setting }: ProviderSetting,
): Promise<Provider | null> {
  if (!universityDomain) return { ...setting, universityId: null, isAuthority: false }
  const university = await universityOfEmail(database.prisma, `@${universityDomain}`)
  return university && { ...setting, universityId: university.id, isAuthority: true }
}

/** Those of all universities and, with an id, of that one; those of the settings first. */
export async function providersFor(parts: Parts, universityId: string | null): Promise<Provider[]> {
  const fromSettings = await Promise.all(parts.settings.providers.map((one) => fromSetting(parts, one)))
  const rows = await listEnabledProviders(parts.database.prisma, universityId)
  return [
    ...fromSettings.filter((one) => one !== null && [null, universityId].includes(one.universityId)),
    ...rows.map((row) => fromRow(parts, row)),
  ].filter((one) => one !== null)
}

/** By domain only: who asks may know any address. */
export async function providersOfEmail(parts: Parts, email: string | undefined): Promise<Provider[]> {
  const university = email ? await universityOfEmail(parts.database.prisma, email) : null
  return providersFor(parts, university?.id ?? null)
}

/** @throws ProblemError not-found for one that is unknown or switched off */
export async function findProvider(parts: Parts, slug: string): Promise<Provider> {
  const setting = parts.settings.providers.find((one) => one.slug === slug)
  const row = setting ? null : await findEnabledProvider(parts.database.prisma, slug)
  const provider = setting ? await fromSetting(parts, setting) : row && fromRow(parts, row)
  if (!provider) throw new ProblemError('not-found', 'One cannot sign in there; choose another way.')
  return provider
}
