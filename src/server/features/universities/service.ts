import type { University } from '#contract/universities.ts'
import type { Db } from '#platform/database/open.ts'
import { findByDomain, listActive } from './data.ts'

/** Every university that students can sign up at. */
export function listUniversities(db: Db): Promise<University[]> {
  return listActive(db)
}

/**
 * The university of an e-mail address: `ada@cs.northfield.example` belongs to `northfield.example`.
 * @returns null for a domain we do not know
 */
export function universityOfEmail(db: Db, email: string): Promise<University | null> {
  const labels = email
    .slice(email.lastIndexOf('@') + 1)
    .toLowerCase()
    .split('.')
  const domains = labels.map((_, from) => labels.slice(from).join('.'))
  return findByDomain(db, domains)
}
