import { endpoint } from './endpoint.ts'
import { Id, Instant, Person } from './values.ts'
import { z } from './zod.ts'

const params = z.object({ id: Id.describe('of the student') })

export const ignoreStudent = endpoint({
  method: 'PUT',
  path: '/me/ignored/{id}',
  id: 'ignoreStudent',
  tag: 'ignores',
  summary: 'Ignore a student',
  description:
    'I no longer see them among matches, nor requests of theirs that wait, and am not reminded of those. They notice nothing: what they asked waits until it lapses. A connection and its conversation stay.',
  access: 'student',
  params,
  status: 204,
  problems: ['not-found', 'not-allowed'],
})

export const listIgnored = endpoint({
  method: 'GET',
  path: '/me/ignored',
  id: 'listIgnored',
  tag: 'ignores',
  summary: 'Whom I ignore, newest first',
  access: 'student',
  status: 200,
  answer: z.object({ items: z.array(Person.extend({ ignoredAt: Instant }).meta({ id: 'IgnoredPerson' })) }),
})

export const unignoreStudent = endpoint({
  method: 'DELETE',
  path: '/me/ignored/{id}',
  id: 'unignoreStudent',
  tag: 'ignores',
  summary: 'No longer ignore a student',
  access: 'student',
  params,
  status: 204,
})
