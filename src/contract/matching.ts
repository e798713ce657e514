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
    mutual: z
      .number()
      .nullable()
      .describe(
        'only with sort=mutual: harmonic mean of what each is to the other, where 1 is the average course-mate',
      ),
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

/** `compatibility` is the specification's order, `shared` has most time together first, `mutual` is fair to both sides. */
export const MatchSort = z.enum(['compatibility', 'shared', 'mutual'])
export type MatchSort = z.infer<typeof MatchSort>

const params = z.object({ id: Id.describe('of the course') })

const filters = {
  location: Location.optional().describe('prefers this place, or any'),
  style: Style.optional().describe('has this style, or mixed'),
  pace: Pace.optional().describe('has this pace'),
  day: z.coerce.number().int().min(0).max(6).optional().describe('shares a window on this day, 0 = Sunday'),
}

export const listMatches = endpoint({
  method: 'GET',
  path: '/courses/{id}/matches',
  id: 'listMatches',
  tag: 'matching',
  summary: 'My course-mates, best study partners first',
  description:
    'Active, verified students of the course. Order: score, shared minutes and score, or what each of the two is to the other; then who joined first, then id. The other hours of a mate are not disclosed.',
  access: 'verified',
  params,
  query: z.object({
    sort: MatchSort.default('compatibility').describe('what comes first'),
    ...filters,
    ...page,
  }),
  status: 200,
  answer: MatchList,
  problems: ['not-found', 'not-enrolled', 'course-inactive'],
})

/** A number of students; null where it would tell of one or two. */
const Crowd = z.int().min(0).nullable().describe('students; null where it would tell of one or two')

export const MatchAdvice = z
  .object({
    mates: Crowd.describe('mates in the course; null where there are one or two'),
    fitting: Crowd.describe('of them, those whom the filters leave and who share a window with me'),
    without: z
      .object({
        sharedHours: Crowd,
        location: Crowd,
        style: Crowd,
        pace: Crowd,
        day: Crowd,
      })
      .describe('mates whom each condition alone leaves out; 0 where it is not set'),
    hours: z
      .array(z.object({ day: Day, start: z.string(), end: z.string(), students: z.int().min(3) }))
      .describe(
        'hours that I do not have free, best first; on that day, where one is set: how many mates who share no window with me are free for the whole of it, whatever the filters',
      ),
  })
  .meta({ id: 'MatchAdvice' })
export type MatchAdvice = z.infer<typeof MatchAdvice>

export const adviseMatches = endpoint({
  method: 'GET',
  path: '/courses/{id}/matches/advice',
  id: 'adviseMatches',
  tag: 'matching',
  summary: 'Why my matches are few, and which hours would bring more',
  description: 'Exact counts over the whole course; nothing in them is about fewer than three students.',
  access: 'verified',
  params,
  query: z.object(filters),
  status: 200,
  answer: MatchAdvice,
  problems: ['not-found', 'not-enrolled', 'course-inactive'],
})

export const watchMatches = endpoint({
  method: 'GET',
  path: '/courses/{id}/matches/changes',
  id: 'watchMatches',
  tag: 'matching',
  summary: 'Tells when the list may have changed',
  description:
    'Server-sent events: `changed` when somebody joined, left or changed what matching reads, at most one every few seconds; comments in between keep the connection open. Ends with the session; a browser connects again by itself.',
  access: 'verified',
  params,
  status: 200,
  produces: 'text/event-stream',
  problems: ['not-found', 'not-enrolled', 'course-inactive', 'unavailable'],
})

/** One person over all courses that two students share. */
export const PersonMatch = Match.omit({ status: true, connectionId: true, mutual: true })
  .extend({
    courses: z
      .array(
        z.object({
          id: Id,
          code: z.string(),
          section: z.string(),
          name: z.string(),
          status: ConnectionStatus,
          connectionId: Id.nullable(),
        }),
      )
      .describe('that both are in, in order of code'),
  })
  .meta({ id: 'PersonMatch' })
export type PersonMatch = z.infer<typeof PersonMatch>

export const PersonMatchList = MatchList.extend({
  items: z.array(PersonMatch),
  notice: z
    .enum(['no-courses', 'alone-in-courses', 'no-availability', 'nobody-fits-filters'])
    .nullable()
    .describe('why the list is empty or lacks shared hours'),
}).meta({ id: 'PersonMatchList' })
export type PersonMatchList = z.infer<typeof PersonMatchList>

export const listAllMatches = endpoint({
  method: 'GET',
  path: '/matches',
  id: 'listAllMatches',
  tag: 'matching',
  summary: 'My course-mates of all my courses, one row a person',
  description:
    'Order: score or shared minutes first, then the number of courses that both are in, then who joined first, then id.',
  access: 'verified',
  query: z.object({
    sort: MatchSort.exclude(['mutual']).default('compatibility').describe('what comes first'),
    ...filters,
    ...page,
  }),
  status: 200,
  answer: PersonMatchList,
})
