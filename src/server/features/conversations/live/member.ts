import type { Message } from '#contract/conversations.ts'
import type { SignIn } from '#features/accounts/service.ts'
import type { Committed } from './hints.ts'
import type { LiveSocket } from './socket.ts'

/** A socket of a student. */
export interface Member extends SignIn {
  userId: string
  socket: LiveSocket
  /** What it has of each conversation; null until it has said so. */
  sent: Map<string, number> | null
  /** What it was told of positions, by conversation. */
  told: Map<string, string>
  /** The conversation of whose other one it wants to know whether they are here, and what it was told. */
  watched: string | null
  saidOfWatched: string | null
  /** Conversations in which there may be more. */
  due: Set<string>
  /** While a frame of messages is on its way: there is one at most, so that a slow reader holds little. */
  isBusy: boolean
}

export function newMember(signIn: SignIn, userId: string, socket: LiveSocket): Member {
  return {
    ...signIn,
    userId,
    socket,
    sent: null,
    told: new Map(),
    watched: null,
    saidOfWatched: null,
    due: new Set(),
    isBusy: false,
  }
}

/** A committed message if it is just what a page lacks, and the page may have it: then nothing is to be read. */
export function nextFor(
  { sent, isBusy, due, session, family }: Member,
  conversationId: string,
  committed: Committed | null | undefined,
): Message | null {
  if (!committed || !sent || isBusy || due.has(conversationId)) return null
  const { message, signIns } = committed
  if (message.sequence !== (sent.get(conversationId) ?? 0) + 1) return null
  return signIns.some((one) => one === session || one === family) ? message : null
}
