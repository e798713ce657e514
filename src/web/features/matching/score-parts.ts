import type { Profile } from '#contract/profiles.ts'
import { durationText, locale } from '../availability/week-format.ts'
import { locations, paces, styles } from '../profiles/words.ts'
import type { Fit } from './fit.ts'

/** One part of a score in words. */
export interface ScorePart {
  name: string
  said: string
  /** What it adds to the score. */
  points: number
}

/** What each part counts, as the contract has it. */
const weight = { window: 0.4, preference: 0.3, bio: 0.2, picture: 0.1 }

/** Why a match has its score: every part, also those that add nothing. `mine` is null while it is not known. */
export function scoreParts(match: Fit, mine: Profile | null): ScorePart[] {
  const { parts, student, sharedMinutes } = match
  const name = student.firstName
  const windows = parts.windows === 1 ? '1 shared window' : `${parts.windows} shared windows`
  const preference = <Value>(
    my: Value | undefined,
    their: Value,
    choices: Choices<Value>,
    agreement: number,
  ) => ({
    said: sayBoth(my, their, choices, { name, agreement }),
    points: rounded(agreement * weight.preference),
  })
  return [
    {
      name: 'Hours',
      said: parts.windows > 0 ? `${windows}, ${durationText(sharedMinutes)} a week` : 'None in common yet',
      points: rounded(parts.windows * weight.window),
    },
    {
      name: 'Place',
      ...preference(mine?.preferredLocation, match.preferredLocation, locations, parts.location),
    },
    { name: 'Style', ...preference(mine?.studyStyle, match.studyStyle, styles, parts.style) },
    { name: 'Pace', ...preference(mine?.studyPace, match.studyPace, paces, parts.pace) },
    {
      name: 'About',
      said: parts.hasBio ? `${name} has written a few words` : `${name} has written nothing yet`,
      points: parts.hasBio ? weight.bio : 0,
    },
    {
      name: 'Picture',
      said: parts.hasPicture ? `${name} has one` : `${name} has none`,
      points: parts.hasPicture ? weight.picture : 0,
    },
  ]
}

type Choices<Value> = readonly { value: Value; label: string }[]

/** "Both: Library" or "You: Library · Leo: Anywhere – goes together". */
function sayBoth<Value>(
  my: Value | undefined,
  their: Value,
  choices: Choices<Value>,
  { name, agreement }: { name: string; agreement: number },
): string {
  const word = (value: Value) =>
    value === null ? 'not said' : (choices.find((choice) => choice.value === value)?.label ?? String(value))
  if (my === undefined) return `${name}: ${word(their)}`
  if (my === null && their === null) return 'Neither of you has said'
  if (my === their) return `Both: ${word(my)}`
  return `You: ${word(my)} · ${name}: ${word(their)}${agreement > 0 ? ' – goes together' : ''}`
}

/** Scores are twentieths. */
function rounded(points: number): number {
  return Math.round(points * 20) / 20
}

/** "0.45" in the reader's locale. */
export function pointsText(points: number, tag = locale()): string {
  return new Intl.NumberFormat(tag, { maximumFractionDigits: 2 }).format(points)
}

/** The whole score, and how it stands to the best; not as a percentage, which could be one of nothing. */
export function sumText({ score, strength }: Pick<Fit, 'score' | 'strength'>, among: string): string {
  if (score === 0 || strength === 0) return 'Nothing counts yet.'
  const sum = `${pointsText(score)} points in all`
  return strength >= 1
    ? `${sum}: nobody ${among} has more.`
    : `${sum}; the best match ${among} has ${pointsText(rounded(score / strength))}.`
}

/** What two are to each other next to an average pair; null where there is nothing to compare. */
export function mutualText(mutual: number | null): string | null {
  if (!mutual) return null
  if (mutual >= 0.95 && mutual < 1.05) return 'For both of you together: about an average course-mate.'
  const times = new Intl.NumberFormat(locale(), { maximumFractionDigits: 1 }).format(mutual)
  return `For both of you together: ${times} times an average course-mate.`
}
