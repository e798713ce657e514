import type { Location, Pace, Style } from '#contract/profiles.ts'

/** Preferences in plain words. null is what one has not said. */
export const locations: readonly { value: Location | null; label: string }[] = [
  { value: 'library', label: 'Library' },
  { value: 'cafe', label: 'Café' },
  { value: 'study_room', label: 'Study room' },
  { value: 'home', label: 'At home' },
  { value: 'any', label: 'Anywhere' },
  { value: null, label: 'Rather not say' },
]

export const styles: readonly { value: Style | null; label: string }[] = [
  { value: 'collaborative', label: 'Talk it through' },
  { value: 'quiet', label: 'Quietly side by side' },
  { value: 'mixed', label: 'A bit of both' },
  { value: null, label: 'Rather not say' },
]

export const paces: readonly { value: Pace | null; label: string }[] = [
  { value: 'slow', label: 'Slow and thorough' },
  { value: 'moderate', label: 'Steady' },
  { value: 'fast', label: 'Fast' },
  { value: null, label: 'Rather not say' },
]
