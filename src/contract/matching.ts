import { endpoint } from './endpoint.ts'
import { Location, Pace, Style } from './profiles.ts'
import { Day, Id, Person, page } from './values.ts'
import { z } from './zod.ts'

/** How a course-mate stands to the asker in this course. */
export const ConnectionStatus = z.enum(['none', 'pending_sent', 'pending_received', 'connected'])
export type ConnectionStatus = z.infer<typeof ConnectionStatus>

/** Hours that both have free: the intersection, campus-local; `end` may be 24:00. */
export const SharedWindow = z
  .object({ day: Day, start: z.string(), end: z.string() })
  .meta({ id: 'SharedWindow' })
export type SharedWindow = z.infer<typeof SharedWindow>

export const Match = z
  .object({
    student: Person,
    preferredLocation: Location.nullable(),
    studyStyle: Style.nullable(),
    studyPace: Pace.nullable(),
    bio: z.string().nullable(),
    score: z.number().describe('0.4 × windows + 0.3 × preference + 0.2 for a bio + 0.1 for a picture'),
    strength: z.number().min(0).max(1).describe('score relative to the best in the course, 0 to 1'),
    parts: z.object({
      windows: z.int().describe('shared windows'),
      preference: z.number().describe('preference points, 0 to 3 in halves'),
      location: z.number().describe('points for the place: 0, 0.5 or 1'),
      style: z.number().describe('points for the style: 0, 0.5 or 1'),
      pace: z.number().describe('points for the pace: 0, 0.5 or 1'),
      hasBio: z.boolean(),
      hasPicture: z.boolean(),
    }),
    sharedWindows: z.array(SharedWindow).describe('in week order'),
    sharedMinutes: z.int().describe('a week'),
    status: ConnectionStatus,
    connectionId: Id.nullable().describe('of the open request or connection'),
  })
  .meta({ id: 'Match' })
export type Match = z.infer<typeof Match>

export const MatchList = z
  .object({
    items: z.array(Match),
    nextCursor: z.string().nullable(),
    total: z.int().describe('mates that the filters leave'),
    mates: z.int().describe('mates in the course, before filters'),
    notice: z
      .enum(['alone-in-course', 'no-availability', 'nobody-fits-filters'])
      .nullable()
      .describe('why the list is empty or lacks shared hours'),
  })
  .meta({ id: 'MatchList' })
export type MatchList = z.infer<typeof MatchList>

export const MatchSort = z.enum(['compatibility', 'shared_time'])
export type MatchSort = z.infer<typeof MatchSort>

export const listMatches = endpoint({
  method: 'GET',
  path: '/courses/{id}/matches',
  id: 'listMatches',
  tag: 'matching',
  summary: 'My course-mates, best study partners first',
  description:
    'Active, verified students of the course. Order: score (or shared minutes), then who joined first, then id. The other hours of a mate are not disclosed.',
  access: 'verified',
  params: z.object({ id: Id.describe('of the course') }),
  query: z.object({
    sort: MatchSort.default('compatibility').describe('score or shared minutes first'),
    location: Location.optional().describe('prefers this place, or any'),
    style: Style.optional().describe('has this style, or mixed'),
    pace: Pace.optional().describe('has this pace'),
    day: z.coerce.number().int().min(0).max(6).optional().describe('shares a window on this day, 0 = Sunday'),
    ...page,
  }),
  status: 200,
  answer: MatchList,
  problems: ['not-found', 'not-enrolled', 'course-inactive'],
})
