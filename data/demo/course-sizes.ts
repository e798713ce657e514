import { type CampusPlan, smallestCourse } from './plan.ts'

/**
 * Seats of each course, the largest first: from `largest` down to eight and adding up to about `seats`.
 * A few lectures, many middling courses, some seminars: above the median sizes follow Zipf's law,
 * below it they fall slowly at first and steeply at the end.
 */
export function courseSizes({ courses, largest }: CampusPlan, seats: number): number[] {
  const half = courses / 2
  const sizes = (median: number) =>
    Array.from({ length: courses }, (_, rank) => {
      if (rank < half)
        return Math.round(median * (largest / median) ** (1 - Math.log(rank + 1) / Math.log(half)))
      const place = (rank - half) / (courses - 1 - half)
      return Math.round(median * (smallestCourse / median) ** (place ** 2))
    })
  let low = smallestCourse
  let high = largest
  for (let round = 0; round < 40; round++) {
    const median = Math.sqrt(low * high)
    if (sizes(median).reduce((total, size) => total + size, 0) < seats) low = median
    else high = median
  }
  return sizes(high)
}
