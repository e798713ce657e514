import type { ConnectionStatus, Match, SharedWindow } from '#contract/matching.ts'
import { timeOf } from '#features/availability/service.ts'
import type { MateDetails } from './data/proof.ts'
import type { Features, RankedMate } from './engine/ranked-list.ts'
import { pointsOf, readTraits } from './engine/traits.ts'
import { sharedSlots } from './engine/week.ts'

export type Scored = Omit<Match, 'status' | 'connectionId' | 'mutual'>

/** What two students share, and the score that it adds up to. */
export function presentScore(
  mate: RankedMate,
  { firstName, lastName, pictureUrl, bio }: MateDetails,
  asker: Features,
  bestUnits: number,
): Scored {
  const shared = sharedSlots(asker.slots, mate.slots)
  const { location, style, pace } = pointsOf(asker.traits, mate.traits)
  const said = readTraits(mate.traits)
  return {
    student: { id: mate.id, firstName, lastName, pictureUrl },
    preferredLocation: said.location,
    studyStyle: said.style,
    studyPace: said.pace,
    bio,
    score: mate.units / 20,
    strength: bestUnits > 0 ? mate.units / bestUnits : 0,
    parts: {
      windows: shared.length,
      preference: (location + style + pace) / 2,
      location: location / 2,
      style: style / 2,
      pace: pace / 2,
      hasBio: said.hasBio,
      hasPicture: said.hasPicture,
    },
    sharedWindows: shared.map(presentWindow),
    sharedMinutes: shared.reduce((sum, { start, end }) => sum + end - start, 0),
  }
}

/** How the asker stands to a mate in a course. */
export function presentConnection(
  { connections }: MateDetails,
  courseId: string,
  askerId: string,
): { status: ConnectionStatus; connectionId: string | null } {
  const connection = connections.find((one) => one.courseId === courseId)
  if (!connection) return { status: 'none', connectionId: null }
  return { status: statusOf(connection, askerId), connectionId: connection.id }
}

function statusOf(
  { status, requesterId }: MateDetails['connections'][number],
  askerId: string,
): ConnectionStatus {
  if (status === 'accepted') return 'connected'
  return requesterId === askerId ? 'pending_sent' : 'pending_received'
}

/** Minutes of the week as day and times. A slot never passes midnight, so 24:00 is of the day before. */
export function presentWindow({ start, end }: { start: number; end: number }): SharedWindow {
  const day = Math.floor(start / 1440)
  return { day, start: timeOf(start - day * 1440), end: timeOf(end - day * 1440) }
}

/** Why a list is empty or lacks shared hours; null where it does not. `alone` is the word for nobody to rank. */
export function noticeOf<Alone extends string>(
  { mates, total, asker }: { mates: number; total: number; asker: Features },
  alone: Alone,
): Alone | 'no-availability' | 'nobody-fits-filters' | null {
  if (mates === 0) return alone
  if (asker.slots.length === 0) return 'no-availability'
  return total === 0 ? 'nobody-fits-filters' : null
}
