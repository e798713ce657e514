import type { MatchAdvice } from '#contract/matching.ts'
import { dayName, locale } from '../availability/week-format.ts'
import { locations, paces, styles } from '../profiles/words.ts'
import type { Narrowing } from './filters.ts'
import { windowTimes } from './window-text.ts'

/** One condition and whom it leaves out. */
export interface AdviceLine {
  text: string
  /** The filter that does it, if one does. */
  filter?: keyof Narrowing
}

/** Fewer than this many people who fit and share hours are few. */
export const few = 5

/** Whether so few fit that somebody will ask why, and there is something to answer. null is one or two. */
export function isFew({ mates, fitting, without, hours }: MatchAdvice): boolean {
  if (mates === null || (fitting !== null && fitting >= few)) return false
  return hours.length > 0 || Object.values(without).some((count) => count !== 0)
}

/**
 * Whom each condition leaves out, in words; conditions that leave out nobody are not mentioned.
 * @param hasHours whether the reader has any free hours; without, that all others share none says nothing
 */
export function adviceLines(
  { mates, without }: MatchAdvice,
  { location, style, pace, day }: Narrowing,
  hasHours: boolean,
): AdviceLine[] {
  const lines: AdviceLine[] = []
  if (hasHours && without.sharedHours !== 0) lines.push({ text: sayApart(without.sharedHours, mates) })
  const add = (filter: keyof Narrowing, count: number | null, what: string) => {
    if (count !== 0) lines.push({ text: `${crowdText(count)} are left out by the filter “${what}”.`, filter })
  }
  if (day !== undefined) add('day', without.day, `Free on ${dayName(day)}`)
  if (location) add('location', without.location, labelOf(locations, location))
  if (style) add('style', without.style, labelOf(styles, style))
  if (pace) add('pace', without.pace, labelOf(paces, pace))
  return lines
}

function sayApart(count: number | null, mates: number | null): string {
  if (count !== null && count === mates)
    return `None of your ${mates.toLocaleString(locale())} classmates has an hour in common with you.`
  const of = count !== null && mates !== null ? ` of ${mates.toLocaleString(locale())}` : ''
  return `${crowdText(count)}${of} have no hour in common with you.`
}

/** "12"; what the service does not tell, since it would be about one or two people, is a few. */
function crowdText(count: number | null): string {
  return count === null ? 'A few' : count.toLocaleString(locale())
}

function labelOf<Value>(choices: readonly { value: Value; label: string }[], value: Value): string {
  return choices.find((choice) => choice.value === value)?.label ?? String(value)
}

/** "Tuesday, 6:00 – 7:00 PM" */
export function hourName(hour: { day: number; start: string; end: string }): string {
  return `${dayName(hour.day)}, ${windowTimes(hour)}`
}
