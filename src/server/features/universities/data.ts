import type { Db } from '#platform/database/open.ts'

export function listActive(db: Db) {
  return db.university.findMany({ where: { isActive: true }, orderBy: { name: 'asc' } })
}

/** The active university whose domain is one of `domains`; the longest, so that a sub-domain of its own wins. */
export async function findByDomain(db: Db, domains: string[]) {
  const found = await db.university.findMany({ where: { isActive: true, domain: { in: domains } } })
  return found.sort((a, b) => b.domain.length - a.domain.length)[0] ?? null
}
