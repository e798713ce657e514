import type { Match } from '#contract/matching.ts'

/** Who a mate is and how well the two fit, in one course or over all. */
export type Fit = Omit<Match, 'status' | 'connectionId' | 'mutual'>

export function fullName({ student }: Pick<Fit, 'student'>): string {
  return `${student.firstName} ${student.lastName}`
}
