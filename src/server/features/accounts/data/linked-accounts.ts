import type { Db } from '#platform/database/open.ts'

/** What a provider gave with an identity; each of the three tokens sealed. */
export interface SealedTokens {
  access_token: string | null
  refresh_token: string | null
  id_token: string | null
  /** Seconds since 1970. */
  expires_at: number | null
  token_type: string | null
  scope: string | null
}

/** Somebody as a provider knows them. */
export interface Subject {
  provider: string
  providerAccountId: string
}

/** Of several who sign in with one identity at once, each waits until the one before is done. */
export async function holdIdentity(db: Db, { provider, providerAccountId }: Subject): Promise<void> {
  await db.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${provider} || ' ' || ${providerAccountId}, 0))`
}

/** Whose identity it is; null: nobody's yet. */
export async function findLink(db: Db, subject: Subject): Promise<{ userId: string } | null> {
  return db.account.findUnique({ where: { provider_providerAccountId: subject }, select: { userId: true } })
}

/** As Auth.js writes it. @returns false where the identity, or the student's place at the provider, is taken */
export async function insertLink(
  db: Db,
  userId: string,
  subject: Subject,
  tokens: Partial<SealedTokens>,
): Promise<boolean> {
  const { count } = await db.account.createMany({
    data: { userId, type: 'oidc', ...subject, ...tokens },
    skipDuplicates: true,
  })
  return count > 0
}

export async function renewTokens(db: Db, subject: Subject, tokens: SealedTokens): Promise<void> {
  await db.account.update({ where: { provider_providerAccountId: subject }, data: tokens })
}

/** Links of a student, by slug of the provider. */
export async function linksOf(db: Db, userId: string): Promise<Map<string, Date>> {
  const rows = await db.account.findMany({ where: { userId }, select: { provider: true, createdAt: true } })
  return new Map(rows.map(({ provider, createdAt }) => [provider, createdAt]))
}

/** Ends links: a student's with one provider, all of a student, or all with a provider. */
export async function deleteLinks(
  db: Db,
  which: { userId: string; provider?: string } | { provider: string },
): Promise<void> {
  await db.account.deleteMany({ where: which })
}

/** Students linked with each provider. */
export async function countLinks(db: Db): Promise<Map<string, number>> {
  const rows = await db.account.groupBy({ by: ['provider'], _count: true })
  return new Map(rows.map(({ provider, _count }) => [provider, _count]))
}
