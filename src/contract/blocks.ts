import { endpoint } from './endpoint.ts'
import { Id, Instant, Person } from './values.ts'
import { z } from './zod.ts'

const params = z.object({ id: Id.describe('of the student') })

export const blockStudent = endpoint({
  method: 'PUT',
  path: '/me/blocks/{id}',
  id: 'blockStudent',
  tag: 'blocks',
  summary: 'Block a student',
  description:
    'From then on neither finds the other in any list, can ask, or can write; what is open between the two ends, and their conversations are hidden. The other one is not told.',
  access: 'student',
  params,
  status: 204,
  problems: ['not-found', 'not-allowed'],
})

export const listBlocks = endpoint({
  method: 'GET',
  path: '/me/blocks',
  id: 'listBlocks',
  tag: 'blocks',
  summary: 'Whom I have blocked, newest first',
  access: 'student',
  status: 200,
  answer: z.object({ items: z.array(Person.extend({ blockedAt: Instant }).meta({ id: 'BlockedPerson' })) }),
})

export const unblockStudent = endpoint({
  method: 'DELETE',
  path: '/me/blocks/{id}',
  id: 'unblockStudent',
  tag: 'blocks',
  summary: 'Take a block back',
  description: 'What had ended stays ended; the two may find and ask each other again.',
  access: 'student',
  params,
  status: 204,
})
