import type { z } from 'zod'
import type { changeProvider, createProvider, Provider } from '#contract/providers.ts'
import { listUniversities } from '#features/universities/service.ts'
import type { Db } from '#platform/database/open.ts'
import { ProblemError } from '#platform/errors.ts'
import type { Parts } from '../../../parts.ts'
import { countLinks, deleteLinks } from '../data/linked-accounts.ts'
import {
  deleteProviderRow,
  insertProvider,
  listEveryProvider,
  type ProviderTerms,
  updateProvider,
} from '../data/providers.ts'
import { discover, reasonOf, redirectUri } from './issuer.ts'

type Row = Awaited<ReturnType<typeof listEveryProvider>>[number]

export async function listAll(parts: Parts): Promise<Provider[]> {
  const { prisma } = parts.database
  const [rows, links] = await Promise.all([listEveryProvider(prisma), countLinks(prisma)])
  return rows.map((row) => shown(parts, row, links))
}

/** Asks the issuer first, so that a mistake shows at once. @throws ProblemError invalid-request */
export async function create(
  parts: Parts,
  provider: z.output<NonNullable<typeof createProvider.body>>,
): Promise<Provider> {
  const { prisma } = parts.database
  await requireUniversity(prisma, provider)
  await discover(provider).catch((error) => {
    throw invalid('issuer', `answers no OpenID configuration (${reasonOf(error)})`)
  })
  const row = await parts.database.transaction(async (db) => {
    const made = await insertProvider(db, { ...provider, ...sealedSecret(parts, provider) })
    if (!made) throw invalid('slug', 'is taken')
    // Of a provider that had the short name before, and went with its university.
    await deleteLinks(db, { provider: made.slug })
    return made
  })
  return shown(parts, row, await countLinks(prisma))
}

/** @throws ProblemError not-found, invalid-request */
export async function change(
  parts: Parts,
  id: string,
  terms: z.output<NonNullable<typeof changeProvider.body>>,
): Promise<Provider> {
  const { prisma } = parts.database
  await requireUniversity(prisma, terms)
  const { clientSecret: _open, ...rest } = terms
  const row = await updateProvider(prisma, id, { ...rest, ...sealedSecret(parts, terms) })
  if (!row) throw noSuch()
  return shown(parts, row, await countLinks(prisma))
}

/** With all links, so that nobody gets in by them if the short name is ever given to another. */
export async function remove({ database }: Parts, id: string): Promise<void> {
  await database.transaction(async (db) => {
    const slug = await deleteProviderRow(db, id)
    if (!slug) throw noSuch()
    await deleteLinks(db, { provider: slug })
  })
}

async function requireUniversity(
  db: Db,
  { universityId, isAuthority }: Pick<ProviderTerms, 'universityId' | 'isAuthority'>,
): Promise<void> {
  if (isAuthority && !universityId) throw invalid('universityId', 'is needed: a directory is of a university')
  if (universityId && !(await listUniversities(db)).some(({ id }) => id === universityId))
    throw invalid('universityId', 'is no university that takes part')
}

function sealedSecret({ secrets }: Parts, { clientSecret }: { clientSecret?: string | null | undefined }) {
  if (clientSecret === undefined) return {}
  return { clientSecret: clientSecret === null ? null : secrets.seal(clientSecret) }
}

function shown(parts: Parts, { clientSecret, ...row }: Row, links: Map<string, number>): Provider {
  return {
    ...row,
    hasSecret: clientSecret !== null,
    links: links.get(row.slug) ?? 0,
    redirectUri: redirectUri(parts, row.slug),
  }
}

function invalid(field: string, message: string): ProblemError {
  const errors = [{ field: `body.${field}`, message }]
  return new ProblemError('invalid-request', `Correct body.${field} and send it again.`, { errors })
}

const noSuch = () => new ProblemError('not-found', 'There is no such provider.')
