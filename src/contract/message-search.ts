import { Message } from './conversations.ts'
import { endpoint } from './endpoint.ts'
import { Id, Person, page, pageOf, text } from './values.ts'
import { z } from './zod.ts'

/** A message that was found, and whose conversation it is in. */
export const FoundMessage = z
  .object({ conversationId: Id, partner: Person, message: Message })
  .meta({ id: 'FoundMessage' })
export type FoundMessage = z.infer<typeof FoundMessage>

export const searchMessages = endpoint({
  method: 'GET',
  path: '/messages/search',
  id: 'searchMessages',
  tag: 'conversations',
  summary: 'Messages of my conversations that have all these words, newest first',
  description: 'Of the last word the beginning is enough. Names of images and files count as words.',
  access: 'student',
  query: z.object({ q: text(200).optional().describe('words; without it, all messages'), ...page }),
  status: 200,
  answer: pageOf(FoundMessage),
})
