import { Prisma } from '#platform/database/generated/client.ts'
import type { Db } from '#platform/database/open.ts'

export interface ProviderTerms {
  name: string
  clientId: string
  universityId: string | null
  isAuthority: boolean
  isEnabled: boolean
  /** Sealed; null: none; left out of a change: as it is. */
  clientSecret?: string | null
}

export type NewProvider = ProviderTerms & { slug: string; issuer: string }

const byName = [{ name: 'asc' }, { slug: 'asc' }] satisfies Prisma.SignInProviderOrderByWithRelationInput[]

/** Of all universities and, with an id, of that one. */
export function listEnabledProviders(db: Db, universityId: string | null) {
  return db.signInProvider.findMany({
    where: { isEnabled: true, OR: [{ universityId: null }, ...(universityId ? [{ universityId }] : [])] },
    orderBy: byName,
  })
}

export function findEnabledProvider(db: Db, slug: string) {
  return db.signInProvider.findFirst({ where: { slug, isEnabled: true } })
}

export function listEveryProvider(db: Db) {
  return db.signInProvider.findMany({ orderBy: byName })
}

/** null where the slug is taken. */
export function insertProvider(db: Db, provider: NewProvider) {
  return db.signInProvider.create({ data: provider }).catch(nullFor('P2002'))
}

/** null where there is none. */
export function updateProvider(db: Db, id: string, terms: ProviderTerms) {
  return db.signInProvider.update({ where: { id }, data: terms }).catch(nullFor('P2025'))
}

/** @returns its slug; null where there is none */
export async function deleteProviderRow(db: Db, id: string): Promise<string | null> {
  const rows = await db.$queryRaw<{ slug: string }[]>`
    DELETE FROM sign_in_providers WHERE id = ${id}::uuid RETURNING slug`
  return rows[0]?.slug ?? null
}

function nullFor(code: string) {
  return (error: unknown): null => {
    if (error instanceof Prisma.PrismaClientKnownRequestError && error.code === code) return null
    throw error
  }
}
