import { Message, PartnerAt } from './conversations.ts'
import { endpoint } from './endpoint.ts'
import { Id, Instant } from './values.ts'
import { z } from './zod.ts'

/** Conversations that a page may say its place in. */
export const mostPlaces = 1000

const Sequence = z.int().min(0).max(2_147_483_647)

/** What a page says on the socket. */
export const ClientFrame = z.discriminatedUnion('type', [
  /** First of all: the last sequence that the page has of each conversation. Of others it hears what is new. */
  z.object({
    type: z.literal('resume'),
    places: z
      .record(Id, Sequence)
      .refine((places) => Object.keys(places).length <= mostPlaces, `at most ${mostPlaces} conversations`),
  }),
  /** What the page has kept of a conversation, up to a sequence: the other one is told that it arrived. */
  z.object({ type: z.literal('received'), conversationId: Id, sequence: Sequence.min(1) }),
  /** Of whom the page wants to know whether they are here; null: of nobody. */
  z.object({ type: z.literal('watch'), conversationId: Id.nullable() }),
  /** The student writes; said again while they do. */
  z.object({ type: z.literal('typing'), conversationId: Id }),
  /** Asks for a sign of life, since a browser's page does not see the socket's own. */
  z.object({ type: z.literal('ping') }),
])
export type ClientFrame = z.infer<typeof ClientFrame>

/** What the server says on the socket. A page passes over types that it does not know. */
export const ServerFrame = z.discriminatedUnion('type', [
  /** The last sequence of each of the student's conversations when the socket resumed. */
  z.object({ type: z.literal('resumed'), lastSequences: z.record(Id, Sequence) }),
  /** The next messages of a conversation, in order, after those said before. */
  z.object({ type: z.literal('messages'), conversationId: Id, messages: z.array(Message).min(1) }),
  /** The other one of the conversation writes, or did a moment ago. */
  z.object({ type: z.literal('typing'), conversationId: Id }),
  /** How far both are in a conversation, and how much is unread; said whenever it changes. */
  z.object({
    type: z.literal('positions'),
    conversationId: Id,
    read: z.int(),
    unread: z.int(),
    partnerAt: PartnerAt,
  }),
  /** Whether the other one of the watched conversation is here; nothing is said unless both tell. */
  z.object({
    type: z.literal('presence'),
    conversationId: Id,
    isHere: z.boolean(),
    lastSeenAt: Instant.nullable().describe('while they are not here; null where it is not known'),
  }),
  /** A message was edited or deleted; `listChanges` tells which. */
  z.object({ type: z.literal('changed'), conversationId: Id }),
  /**
   * There is something new in the list of notifications, or it was seen. Also after `positions`: reading a conversation
   * reads its entry. Either may be lost, so a page asks from time to time, too.
   */
  z.object({ type: z.literal('notified') }),
  z.object({ type: z.literal('pong') }),
])
export type ServerFrame = z.infer<typeof ServerFrame>

/** Why the server closes a socket, beside 1001 when it stops. After all but the first two the page comes back. */
export const closeCodes = {
  /** A frame that is not of the contract, or too many of them. */
  badFrame: 1008,
  /** The sign-in has ended. */
  signedOut: 4401,
  /** The page reads too slowly, or the student has opened newer ones. */
  tryAgain: 1013,
} as const

export const openLive = endpoint({
  method: 'GET',
  path: '/live',
  id: 'openLive',
  tag: 'conversations',
  summary: 'What happens, as it happens',
  description:
    'A WebSocket, one for each page. The page sends `resume` with the last sequence that it has of each conversation, and gets all that it missed, in order, then what is new. Nothing is sent as a message here: `sendMessage` is. The socket is closed with 4401 when the sign-in ends.',
  access: 'student',
  status: 101,
  problems: ['upgrade-required', 'cross-site-request', 'unavailable'],
})
