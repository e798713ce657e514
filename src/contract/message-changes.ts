import { Message } from './conversations.ts'
import { endpoint } from './endpoint.ts'
import { Id, text } from './values.ts'
import { z } from './zod.ts'

/** Minutes in which a message can be edited or deleted. */
export const changeMinutes = 15

const conversation = z.object({ id: Id.describe('of the conversation') })
const params = conversation.extend({ messageId: Id.describe('of a message of mine') })

export const editMessage = endpoint({
  method: 'PUT',
  path: '/conversations/{id}/messages/{messageId}',
  id: 'editMessage',
  tag: 'conversations',
  summary: 'Change the words of a message of mine',
  description: 'Within 15 minutes of sending it. It is marked as edited.',
  access: 'verified',
  params,
  body: z.object({ content: text(4000) }),
  status: 200,
  answer: Message,
  problems: ['not-found', 'message-settled', 'connection-closed'],
})

export const deleteMessage = endpoint({
  method: 'DELETE',
  path: '/conversations/{id}/messages/{messageId}',
  id: 'deleteMessage',
  tag: 'conversations',
  summary: 'Delete a message of mine for both',
  description:
    'Within 15 minutes of sending it. It keeps its place and number; words, image and file are gone.',
  access: 'student',
  params,
  status: 200,
  answer: Message,
  problems: ['not-found', 'message-settled'],
})

export const listChanges = endpoint({
  method: 'GET',
  path: '/conversations/{id}/changes',
  id: 'listChanges',
  tag: 'conversations',
  summary: 'Messages of a conversation that were edited or deleted after a revision',
  description:
    'In the order of the changes, each message as it is now. Ask again with the revision of the last one until none comes.',
  access: 'student',
  params: conversation,
  query: z.object({
    after: z.coerce.number().int().min(0).max(2_147_483_647).default(0).describe('a revision'),
    limit: z.coerce.number().int().min(1).max(100).default(100).describe('entries at most'),
  }),
  status: 200,
  answer: z.object({ items: z.array(Message) }),
  problems: ['not-found'],
})
