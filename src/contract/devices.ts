import { endpoint } from './endpoint.ts'
import { Id, Instant } from './values.ts'
import { z } from './zod.ts'

/** A browser or a program in which a student is signed in. */
export const Session = z
  .object({
    id: Id,
    device: z.string().describe('such as Firefox on Android'),
    address: z.string().nullable().describe('IP address of the last use'),
    createdAt: Instant.describe('when it was signed in'),
    lastUsedAt: Instant.describe('to ten minutes'),
    isCurrent: z.boolean().describe('whether it is the one that asks'),
  })
  .meta({ id: 'Session' })
export type Session = z.infer<typeof Session>

export const listSessions = endpoint({
  method: 'GET',
  path: '/me/sessions',
  id: 'listSessions',
  tag: 'accounts',
  summary: 'Where I am signed in, last used first',
  access: 'student',
  status: 200,
  answer: z.object({ items: z.array(Session) }),
})

export const endSession = endpoint({
  method: 'DELETE',
  path: '/me/sessions/{id}',
  id: 'endSession',
  tag: 'accounts',
  summary: 'Sign one of my devices out',
  access: 'student',
  params: z.object({ id: Id.describe('of the session') }),
  status: 204,
  problems: ['not-found'],
})

export const endOtherSessions = endpoint({
  method: 'DELETE',
  path: '/me/sessions',
  id: 'endOtherSessions',
  tag: 'accounts',
  summary: 'Sign out everywhere but here',
  access: 'student',
  status: 204,
})
