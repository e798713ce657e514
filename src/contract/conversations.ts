import { Attachment } from './attachments.ts'
import { endpoint } from './endpoint.ts'
import { Id, Instant, Person, page, pageOf, text } from './values.ts'
import { z } from './zod.ts'

/** What a message answers, in short. */
export const Quote = z
  .object({
    id: Id,
    sequence: z.int(),
    senderId: Id,
    type: z.enum(['text', 'image', 'file', 'system']),
    content: z.string().describe('the first 200 characters; empty where it was deleted'),
    isDeleted: z.boolean(),
  })
  .meta({ id: 'Quote' })
export type Quote = z.infer<typeof Quote>

export const Message = z
  .object({
    id: Id,
    sequence: z.int().describe('1, 2, 3 … within the conversation'),
    senderId: Id,
    type: z.enum(['text', 'image', 'file', 'system']),
    content: z.string().describe('without words, the name of the image or file; empty once deleted'),
    replyTo: Quote.nullable().describe('the message that it answers'),
    attachment: Attachment.nullable().describe('with type image and file'),
    isRead: z.boolean().describe('read by the one it was sent to; of my own only where both of us tell'),
    sentAt: Instant,
    editedAt: Instant.nullable(),
    deletedAt: Instant.nullable(),
    revision: z.int().describe('1, 2, 3 … of edits and deletions within the conversation; 0: never changed'),
  })
  .meta({ id: 'Message' })
export type Message = z.infer<typeof Message>

/** How far the other one is in a conversation, by sequences. */
export const PartnerAt = z
  .object({
    delivered: z.int().describe('the last that reached a device of theirs'),
    read: z.int().nullable().describe('the last that they have read; null unless both of us tell'),
  })
  .meta({ id: 'PartnerAt' })
export type PartnerAt = z.infer<typeof PartnerAt>

export const Conversation = z
  .object({
    id: Id.describe('id of the connection'),
    partner: Person,
    course: z.object({ id: Id, code: z.string(), section: z.string(), name: z.string() }),
    isOpen: z.boolean().describe('false once the connection has ended: readable, nothing can be sent'),
    unread: z.int(),
    read: z.int().describe('sequence up to which I have read'),
    partnerAt: PartnerAt,
    lastMessage: Message.nullable(),
    activeAt: Instant.describe('last message, or when the connection was accepted'),
  })
  .meta({ id: 'Conversation' })
export type Conversation = z.infer<typeof Conversation>

const params = z.object({ id: Id.describe('of the conversation, which is that of the connection') })

export const listConversations = endpoint({
  method: 'GET',
  path: '/conversations',
  id: 'listConversations',
  tag: 'conversations',
  summary: 'My conversations, last active first',
  access: 'student',
  query: z.object(page),
  status: 200,
  answer: pageOf(Conversation).extend({ unread: z.int().describe('unread messages in all conversations') }),
})

export const getConversation = endpoint({
  method: 'GET',
  path: '/conversations/{id}',
  id: 'getConversation',
  tag: 'conversations',
  summary: 'One of my conversations',
  access: 'student',
  params,
  status: 200,
  answer: Conversation,
  problems: ['not-found'],
})

export const listMessages = endpoint({
  method: 'GET',
  path: '/conversations/{id}/messages',
  id: 'listMessages',
  tag: 'conversations',
  summary: 'Messages of a conversation, newest first',
  description:
    '`after` asks for what came after a sequence, oldest first; without it `cursor` pages into the past.',
  access: 'student',
  params,
  query: z.object({
    after: z.coerce.number().int().min(0).max(2_147_483_647).optional().describe('a sequence'),
    ...page,
  }),
  status: 200,
  answer: pageOf(Message),
  problems: ['not-found'],
})

export const sendMessage = endpoint({
  method: 'POST',
  path: '/conversations/{id}/messages',
  id: 'sendMessage',
  tag: 'conversations',
  summary: 'Send a message',
  description:
    'With an `id` of the client’s own, sending it again answers the same message instead of a second one. An image or ' +
    'file, uploaded before, needs no words.',
  access: 'verified',
  params,
  body: z
    .object({
      id: Id.optional().describe('the client’s own, for sending again'),
      content: text(4000).optional(),
      replyTo: z
        .int()
        .min(1)
        .max(2_147_483_647)
        .optional()
        .describe('sequence of the message that it answers'),
      attachmentId: Id.optional().describe('of an image or file of mine that was not sent yet'),
    })
    .refine(({ content, attachmentId }) => content !== undefined || attachmentId !== undefined, {
      path: ['content'],
      message: 'must not be empty',
    }),
  status: 201,
  answer: Message,
  problems: ['not-found', 'connection-closed'],
})

export const markRead = endpoint({
  method: 'POST',
  path: '/conversations/{id}/read',
  id: 'markRead',
  tag: 'conversations',
  summary: 'Say that I have read up to a message',
  access: 'student',
  params,
  body: z.object({ sequence: z.int().min(0).max(2_147_483_647).describe('of the newest message read') }),
  status: 204,
  problems: ['not-found'],
})

/** What I tell partners of myself, and so am told of them. */
export const Signals = z
  .object({
    reading: z.boolean().describe('that I have read what they wrote'),
    presence: z.boolean().describe('whether I am here, and when I was last'),
  })
  .meta({ id: 'Signals' })
export type Signals = z.infer<typeof Signals>

export const getSignals = endpoint({
  method: 'GET',
  path: '/me/signals',
  id: 'getSignals',
  tag: 'conversations',
  summary: 'What I tell partners of myself',
  access: 'student',
  status: 200,
  answer: Signals,
})

export const putSignals = endpoint({
  method: 'PUT',
  path: '/me/signals',
  id: 'putSignals',
  tag: 'conversations',
  summary: 'Choose what I tell partners of myself',
  description: 'Who does not tell is not told either.',
  access: 'student',
  body: Signals,
  status: 200,
  answer: Signals,
})
