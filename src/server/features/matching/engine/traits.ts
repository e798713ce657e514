import type { Location, Pace, Style } from '#contract/profiles.ts'

/**
 * What a student says and shows, in one number, as match_traits() in the database packs it:
 * ((location * 4 + style) * 4 + pace) * 4 + bio * 2 + picture, where 0 is "not said".
 */
export type Traits = number

export const traitsCount = 384

const locations: readonly (Location | null)[] = [null, 'library', 'cafe', 'home', 'study_room', 'any']
const styles: readonly (Style | null)[] = [null, 'collaborative', 'quiet', 'mixed']
const paces: readonly (Pace | null)[] = [null, 'slow', 'moderate', 'fast']

export interface Said {
  location: Location | null
  style: Style | null
  pace: Pace | null
  hasBio: boolean
  hasPicture: boolean
}

export function readTraits(traits: Traits): Said {
  return {
    location: locations[traits >> 6] ?? null,
    style: styles[(traits >> 4) & 3] ?? null,
    pace: paces[(traits >> 2) & 3] ?? null,
    hasBio: (traits & 2) !== 0,
    hasPicture: (traits & 1) !== 0,
  }
}

/** Preference points in halves: 2 if equal, 1 if either takes anything or paces are a step apart, 0 else or if unknown. */
export interface Points {
  location: number
  style: number
  pace: number
}

export function pointsOf(a: Traits, b: Traits): Points {
  return {
    location: halves(a >> 6, b >> 6, 5),
    style: halves((a >> 4) & 3, (b >> 4) & 3, 3),
    pace: halves((a >> 2) & 3, (b >> 2) & 3, 2), // moderate is one step from either of the others
  }
}

function halves(a: number, b: number, anything: number): number {
  if (a === 0 || b === 0) return 0
  if (a === b) return 2
  return a === anything || b === anything ? 1 : 0
}

/** A shared window in twentieths of the score; likewise half a preference point, a bio and a picture. */
export const unitsOf = { window: 8, half: 3, bio: 4, picture: 2 }

const tables = new Map<Traits, Uint8Array>()

/** Twentieths of the score that a mate of each traits brings to a student of these, apart from shared windows. */
export function unitsByTraits(mine: Traits): Uint8Array {
  const said = mine & ~3 // one's own bio and picture do not count
  let table = tables.get(said)
  if (!table) {
    table = Uint8Array.from({ length: traitsCount }, (_, theirs) => {
      const { location, style, pace } = pointsOf(said, theirs)
      const { hasBio, hasPicture } = readTraits(theirs)
      return (
        unitsOf.half * (location + style + pace) +
        (hasBio ? unitsOf.bio : 0) +
        (hasPicture ? unitsOf.picture : 0)
      )
    })
    tables.set(said, table)
  }
  return table
}
