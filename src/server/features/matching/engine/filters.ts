import type { Location, Pace, Style } from '#contract/profiles.ts'
import { readTraits, traitsCount } from './traits.ts'

export interface Filters {
  location?: Location | undefined
  style?: Style | undefined
  pace?: Pace | undefined
  /** 0 = Sunday: shares a window on that day. */
  day?: number | undefined
}

/** Which traits the filters of place, style and pace leave; null where none is set. */
export function fitting({ location, style, pace }: Filters): Uint8Array | null {
  if (!location && !style && !pace) return null
  return Uint8Array.from({ length: traitsCount }, (_, traits) => {
    const said = readTraits(traits)
    return Number(
      (!location || said.location === location || said.location === 'any') &&
        (!style || said.style === style || said.style === 'mixed') &&
        (!pace || said.pace === pace),
    )
  })
}
