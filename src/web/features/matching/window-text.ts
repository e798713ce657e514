import type { SharedWindow } from '#contract/matching.ts'
import { minutesOf } from '../availability/hours.ts'
import { spanText } from '../availability/week-format.ts'

/** "9:00 – 11:00 AM" */
export function windowTimes({ start, end }: SharedWindow): string {
  return spanText({ start: minutesOf(start), end: minutesOf(end) })
}

export function longestFirst(windows: readonly SharedWindow[]): SharedWindow[] {
  return windows.toSorted((a, b) => lengthOf(b) - lengthOf(a))
}

function lengthOf({ start, end }: SharedWindow): number {
  return minutesOf(end) - minutesOf(start)
}
