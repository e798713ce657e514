import type { Location, Style } from '#contract/profiles.ts'
import type { Fit } from './fit.ts'

const bothPlaces: Record<Location, string> = {
  library: 'both prefer the library',
  cafe: 'both prefer a café',
  study_room: 'both prefer a study room',
  home: 'both prefer to study at home',
  any: 'both fine anywhere',
}

const places: Record<Location, string> = {
  library: 'the library suits you both',
  cafe: 'a café suits you both',
  study_room: 'a study room suits you both',
  home: 'at home suits you both',
  any: 'flexible about the place',
}

const bothStyles: Record<Style, string> = {
  collaborative: 'both like to talk it through',
  quiet: 'both like it quiet',
  mixed: 'both mix talk and quiet',
}

/** Why this match fits, in a few words each, best first: "5 shared windows", "both prefer the library". */
export function reasonsFor({ parts, preferredLocation, studyStyle }: Fit): string[] {
  const reasons: string[] = []
  if (parts.windows > 0)
    reasons.push(parts.windows === 1 ? '1 shared window' : `${parts.windows} shared windows`)
  if (preferredLocation && parts.location > 0)
    reasons.push((parts.location === 1 ? bothPlaces : places)[preferredLocation])
  if (studyStyle && parts.style > 0)
    reasons.push(parts.style === 1 ? bothStyles[studyStyle] : 'styles that go together')
  if (parts.pace > 0) reasons.push(parts.pace === 1 ? 'same pace' : 'similar pace')
  return reasons
}

/** How strong a match is next to the best of the course; never a percentage, which would be one of nothing. */
export function strengthText(strength: number): string {
  if (strength >= 1) return 'Best match'
  if (strength >= 0.75) return 'Strong match'
  if (strength >= 0.5) return 'Good match'
  return strength >= 0.25 ? 'Fair match' : 'Weak match'
}
