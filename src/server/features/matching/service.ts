import { z } from 'zod'
import type {
  ConnectionStatus,
  listMatches as contract,
  Match,
  MatchList,
  MatchSort,
} from '#contract/matching.ts'
import { timeOf } from '#features/availability/service.ts'
import { requireEnrolled } from '#features/courses/service.ts'
import type { Db } from '#platform/database/open.ts'
import { CountPart, cutPage, InstantPart, readCursor } from '#platform/http/cursor.ts'
import type { VerifiedStudent } from '#platform/http/principal.ts'
import { findMatches, type MatchPage, type MatchPlace, type Mate } from './data.ts'

type Query = z.output<NonNullable<typeof contract.query>>

/** A place in the list of one sort is none in that of the other. */
const placeIn = (sort: MatchSort) => z.tuple([z.literal(sort), CountPart, CountPart, InstantPart, z.uuid()])

/**
 * A page of the student's course-mates, best first, with the reason where it is empty or lacks shared hours.
 * @throws ProblemError not-found, course-inactive, not-enrolled
 */
export async function listMatches(
  db: Db,
  student: VerifiedStudent,
  courseId: string,
  query: Query,
): Promise<MatchList> {
  await requireEnrolled(db, student, courseId)
  const { cursor, limit, ...filters } = query
  const after = readCursor(placeIn(filters.sort), cursor)
  const found = await findMatches(db, { userId: student.id, courseId, ...filters, after, limit: limit + 1 })
  const { items, nextCursor } = cutPage(
    found.rows,
    limit,
    (mate): MatchPlace => [
      filters.sort,
      filters.sort === 'shared_time' ? mate.minutes : 0,
      mate.units,
      mate.createdAt.toISOString(),
      mate.id,
    ],
  )
  return {
    items: items.map((mate) => present(mate, student.id, found.bestUnits)),
    nextCursor,
    total: found.total,
    mates: found.mates,
    notice: noticeOf(found),
  }
}

function noticeOf({ mates, total, hasHours }: MatchPage): MatchList['notice'] {
  if (mates === 0) return 'alone-in-course'
  if (!hasHours) return 'no-availability'
  return total === 0 ? 'nobody-fits-filters' : null
}

function present(mate: Mate, askerId: string, bestUnits: number): Match {
  return {
    student: { id: mate.id, firstName: mate.firstName, lastName: mate.lastName, pictureUrl: mate.pictureUrl },
    preferredLocation: mate.preferredLocation,
    studyStyle: mate.studyStyle,
    studyPace: mate.studyPace,
    bio: mate.bio,
    score: mate.units / 20,
    strength: bestUnits > 0 ? mate.units / bestUnits : 0,
    parts: {
      windows: mate.windows,
      preference: (mate.location + mate.style + mate.pace) / 2,
      location: mate.location / 2,
      style: mate.style / 2,
      pace: mate.pace / 2,
      hasBio: mate.hasBio,
      hasPicture: mate.pictureUrl !== null,
    },
    sharedWindows: mate.shared.map(({ day, start, end }) => ({
      day,
      start: timeOf(start),
      end: timeOf(end),
    })),
    sharedMinutes: mate.minutes,
    status: statusOf(mate, askerId),
    connectionId: mate.connectionId,
  }
}

function statusOf({ status, requesterId }: Mate, askerId: string): ConnectionStatus {
  if (status === 'accepted') return 'connected'
  if (status === 'pending') return requesterId === askerId ? 'pending_sent' : 'pending_received'
  return 'none'
}
