import type { University } from '#contract/universities.ts'

export type Finding =
  | { kind: 'nothing-yet' }
  | { kind: 'known'; university: University }
  | { kind: 'unknown'; domain: string }

/**
 * The university that an address belongs to, by its domain or one above it. While the address is being typed, what
 * may still become a known domain is not called unknown; `finished` says that typing has ended.
 */
export function findUniversity(email: string, universities: University[], finished = false): Finding {
  const at = email.lastIndexOf('@')
  const domain = email
    .slice(at + 1)
    .trim()
    .toLowerCase()
  if (at < 1 || domain === '') return { kind: 'nothing-yet' }

  const ends = endsOf(domain)
  const university = universities.find((candidate) => ends.includes(candidate.domain.toLowerCase()))
  if (university) return { kind: 'known', university }

  const mayBecomeKnown =
    !domain.includes('.') ||
    universities.some((candidate) => ends.some((end) => candidate.domain.startsWith(end)))
  return mayBecomeKnown && !finished ? { kind: 'nothing-yet' } : { kind: 'unknown', domain }
}

/** `cs.uni.edu` → `cs.uni.edu`, `uni.edu`, `edu` */
function endsOf(domain: string): string[] {
  const labels = domain.split('.')
  return labels.map((_, index) => labels.slice(index).join('.'))
}
