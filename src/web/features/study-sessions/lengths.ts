import { durationText } from '../availability/week-format.ts'

/** Minutes that one chooses from. */
const lengths = [30, 45, 60, 90, 120, 180, 240, 360]

/** The longest that fits so many minutes; the shortest where none does. */
export function longestWithin(minutes: number): number {
  return lengths.findLast((length) => length <= minutes) ?? 30
}

/** What one chooses from, and what is chosen already. */
export const lengthOptions = (chosen: number) =>
  [...new Set([...lengths, chosen])]
    .toSorted((a, b) => a - b)
    .map((minutes) => ({ value: String(minutes), label: durationText(minutes) }))
