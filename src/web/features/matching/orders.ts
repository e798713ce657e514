import type { MatchSort } from '#contract/matching.ts'

export interface Order<Sort extends MatchSort> {
  value: Sort
  label: string
  /** What it means, where the label does not say it all. */
  meaning?: string
}

/** Orders of the people of all courses. */
export const allOrders: readonly Order<Exclude<MatchSort, 'mutual'>>[] = [
  { value: 'compatibility', label: 'Best match first' },
  { value: 'shared', label: 'Most time together first' },
]

/** Orders of one course's people. */
export const courseOrders: readonly Order<MatchSort>[] = [
  ...allOrders,
  {
    value: 'mutual',
    label: 'Good for both first',
    meaning:
      'First come those whom you suit as well as they suit you, so that not everybody asks the same few.',
  },
]
