import type { Location } from '#contract/profiles.ts'
import { dayName } from '../availability/week-format.ts'
import type { Fit } from './fit.ts'
import { longestFirst, windowTimes } from './window-text.ts'

const meetings: Record<Location, string> = {
  library: ' in the library',
  cafe: ' in a café',
  study_room: ' in a study room',
  home: '',
  any: '',
}

/** A first message made of what both share, for the student to change. */
export function starterFor(
  { student, sharedWindows, parts, preferredLocation }: Fit,
  course: string,
): string {
  const hello = `Hi ${student.firstName}, I am in ${course} too.`
  const [longest] = longestFirst(sharedWindows)
  if (!longest) return `${hello} Would you like to study together? Which times suit you?`
  const where = parts.location > 0 && preferredLocation ? meetings[preferredLocation] : ''
  return `${hello} We are both free on ${dayName(longest.day)}, ${windowTimes(longest)}. Shall we study together${where}?`
}
