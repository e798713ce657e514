import { endpoint } from './endpoint.ts'
import { Id, Instant, Person, text } from './values.ts'
import { z } from './zod.ts'

const LocalDate = z.iso.date().describe('day at the campus')
const LocalTime = z
  .string()
  .regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'must be a time from 00:00 to 23:59, such as 16:30')
  .meta({ examples: ['16:30'] })
const Minutes = z.int().min(15).max(720)

export const StudySession = z
  .object({
    id: Id,
    conversationId: Id,
    partner: Person,
    course: z.object({ code: z.string(), name: z.string() }),
    isMine: z.boolean().describe('proposed by me'),
    startsAt: Instant,
    endsAt: Instant,
    place: z.string().nullable(),
    status: z
      .enum(['proposed', 'accepted', 'declined', 'countered', 'cancelled', 'lapsed'])
      .describe('countered: answered by another proposal; lapsed: nobody answered in time'),
    createdAt: Instant,
  })
  .meta({ id: 'StudySession' })
export type StudySession = z.infer<typeof StudySession>

export const Suggestion = z
  .object({ date: LocalDate, start: LocalTime, minutes: z.int(), startsAt: Instant, endsAt: Instant })
  .meta({ id: 'StudySessionSuggestion' })
export type Suggestion = z.infer<typeof Suggestion>

const ofConversation = z.object({ id: Id.describe('of the conversation') })
const params = z.object({ id: Id.describe('of the session') })
const tag = 'study-sessions'
const items = z.object({ items: z.array(StudySession) })

export const suggestStudySessions = endpoint({
  method: 'GET',
  path: '/conversations/{id}/study-sessions/suggestions',
  id: 'suggestStudySessions',
  tag,
  summary: 'When both are free next',
  description:
    'The shared windows of the next two weeks, soonest first, without what either has agreed on with somebody.',
  access: 'student',
  params: ofConversation,
  status: 200,
  answer: z.object({ items: z.array(Suggestion) }),
  problems: ['not-found'],
})

export const listConversationStudySessions = endpoint({
  method: 'GET',
  path: '/conversations/{id}/study-sessions',
  id: 'listConversationStudySessions',
  tag,
  summary: 'Sessions of a conversation, newest proposal first',
  access: 'student',
  params: ofConversation,
  status: 200,
  answer: items,
  problems: ['not-found'],
})

export const proposeStudySession = endpoint({
  method: 'POST',
  path: '/conversations/{id}/study-sessions',
  id: 'proposeStudySession',
  tag,
  summary: 'Propose a session, or another one than was proposed',
  description:
    'Day and time are those of the campus. An open proposal of the other one is answered by it (`countered`), one of my own is replaced.',
  access: 'verified',
  params: ofConversation,
  body: z.object({ date: LocalDate, start: LocalTime, minutes: Minutes, place: text(100).nullish() }),
  status: 201,
  answer: StudySession,
  problems: ['not-found', 'connection-closed', 'session-clash'],
})

const answering = (verb: 'accept' | 'decline' | 'cancel', summary: string) =>
  ({
    method: 'POST',
    path: `/study-sessions/{id}/${verb}`,
    tag,
    summary,
    access: 'verified',
    params,
    status: 200,
    answer: StudySession,
  }) as const

export const acceptStudySession = endpoint({
  ...answering('accept', 'Accept what the other one proposed'),
  id: 'acceptStudySession',
  problems: ['not-found', 'not-allowed', 'session-changed', 'session-clash', 'connection-closed'],
})

export const declineStudySession = endpoint({
  ...answering('decline', 'Decline what the other one proposed'),
  id: 'declineStudySession',
  problems: ['not-found', 'not-allowed', 'session-changed'],
})

export const cancelStudySession = endpoint({
  ...answering('cancel', 'Take my proposal back, or cancel what was agreed'),
  id: 'cancelStudySession',
  problems: ['not-found', 'not-allowed', 'session-changed'],
})

export const listStudySessions = endpoint({
  method: 'GET',
  path: '/me/study-sessions',
  id: 'listStudySessions',
  tag,
  summary: 'What I have agreed on in the coming days, soonest first',
  access: 'student',
  query: z.object({ days: z.coerce.number().int().min(1).max(60).default(7).describe('how many ahead') }),
  status: 200,
  answer: items,
})

export const getStudySessionCalendar = endpoint({
  method: 'GET',
  path: '/study-sessions/{id}/calendar',
  id: 'getStudySessionCalendar',
  tag,
  summary: 'A session as an iCalendar file',
  access: 'student',
  params,
  status: 200,
  produces: 'text/calendar',
  problems: ['not-found'],
})

const Feed = z.object({
  url: z.url().nullable().describe('for a calendar to subscribe to; whoever has it reads my sessions'),
})

export const getCalendarFeed = endpoint({
  method: 'GET',
  path: '/me/calendar',
  id: 'getCalendarFeed',
  tag,
  summary: 'The address of my calendar',
  access: 'student',
  status: 200,
  answer: Feed,
})

export const renewCalendarFeed = endpoint({
  method: 'POST',
  path: '/me/calendar',
  id: 'renewCalendarFeed',
  tag,
  summary: 'Make an address for my calendar; one of before ends',
  access: 'student',
  status: 201,
  answer: Feed,
})

export const deleteCalendarFeed = endpoint({
  method: 'DELETE',
  path: '/me/calendar',
  id: 'deleteCalendarFeed',
  tag,
  summary: 'End the address of my calendar',
  access: 'student',
  status: 204,
})

export const readCalendarFeed = endpoint({
  method: 'GET',
  path: '/calendar/{file}',
  isSecretAddress: true,
  id: 'readCalendarFeed',
  tag,
  summary: 'Somebody’s sessions, as a calendar reads them',
  access: 'public',
  params: z.object({
    file: z
      .string()
      .regex(/^[\w-]{20,100}(\.ics)?$/, 'must be the token of the address, and .ics')
      .meta({ examples: [`${'a'.repeat(43)}.ics`] })
      .describe('the token of the address, and .ics'),
  }),
  status: 200,
  produces: 'text/calendar',
  problems: ['not-found'],
})
