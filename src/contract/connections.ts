import { endpoint } from './endpoint.ts'
import { Id, Instant, Person, page, pageOf, text } from './values.ts'
import { z } from './zod.ts'

export const ConnectionState = z.enum(['pending', 'accepted', 'declined', 'cancelled'])

export const Connection = z
  .object({
    id: Id,
    partner: Person,
    course: z.object({ id: Id, code: z.string(), section: z.string(), name: z.string() }),
    direction: z.enum(['sent', 'received']).describe('who asked'),
    status: ConnectionState,
    message: z.string().nullable().describe('first message of the request'),
    hasLapsed: z.boolean().describe('cancelled because nobody answered within a week'),
    requestedAt: Instant,
    respondedAt: Instant.nullable(),
  })
  .meta({ id: 'Connection' })
export type Connection = z.infer<typeof Connection>

const params = z.object({ id: Id.describe('of the connection') })
const notOpen = ['not-found', 'not-allowed', 'connection-changed'] as const

export const requestConnection = endpoint({
  method: 'POST',
  path: '/connections',
  id: 'requestConnection',
  tag: 'connections',
  summary: 'Ask a course-mate to study together',
  description:
    'If that student has asked already, this accepts. Asking again while a request is open answers it unchanged. After a decline one may ask again after 30 days, after a cancellation after one day (settings). Who is asked is reminded once, after four days; after a week without an answer the request lapses. At most 10 of my requests wait at a time, and at most 20 for one student (settings).',
  access: 'verified',
  body: z.object({
    targetId: Id.describe('of the student to ask'),
    courseId: Id.describe('of a course that both are in'),
    message: text(500).optional().describe('first message'),
  }),
  status: 201,
  answer: Connection,
  problems: [
    'not-enrolled',
    'course-inactive',
    'student-unavailable',
    'connection-open',
    'connection-paused',
    'requests-waiting',
    'student-busy',
    'not-found',
  ],
})

export const listConnections = endpoint({
  method: 'GET',
  path: '/connections',
  id: 'listConnections',
  tag: 'connections',
  summary: 'My requests and connections, newest first',
  access: 'student',
  query: z.object({
    status: ConnectionState.optional().describe('only those in this state'),
    direction: z.enum(['sent', 'received']).optional().describe('only those that I sent, or received'),
    ...page,
  }),
  status: 200,
  answer: pageOf(Connection),
})

export const getConnection = endpoint({
  method: 'GET',
  path: '/connections/{id}',
  id: 'getConnection',
  tag: 'connections',
  summary: 'One of my connections',
  access: 'student',
  params,
  status: 200,
  answer: Connection,
  problems: ['not-found'],
})

export const acceptConnection = endpoint({
  method: 'POST',
  path: '/connections/{id}/accept',
  id: 'acceptConnection',
  tag: 'connections',
  summary: 'Accept a request that I received',
  access: 'verified',
  params,
  status: 200,
  answer: Connection,
  problems: [...notOpen, 'not-enrolled', 'course-inactive', 'student-unavailable'],
})

export const declineConnection = endpoint({
  method: 'POST',
  path: '/connections/{id}/decline',
  id: 'declineConnection',
  tag: 'connections',
  summary: 'Decline a request that I received',
  access: 'student',
  params,
  status: 200,
  answer: Connection,
  problems: notOpen,
})

export const cancelConnection = endpoint({
  method: 'POST',
  path: '/connections/{id}/cancel',
  id: 'cancelConnection',
  tag: 'connections',
  summary: 'Withdraw a request that I sent, or end a connection',
  access: 'student',
  params,
  status: 200,
  answer: Connection,
  problems: notOpen,
})
