import type { Message } from '#contract/conversations.ts'

/** Messages of a conversation that are here, wherever one has looked; between them others may be missing. */
export interface LoadedMessages {
  bySequence: ReadonlyMap<number, Message>
  /** Sequence of the newest; as they are numbered without a gap, also how many there are. */
  last: number
}

export function loadedFrom(messages: readonly Message[]): LoadedMessages {
  return withMessages({ bySequence: new Map(), last: 0 }, messages)
}

/** Those that are here, oldest first. */
export function listLoaded({ bySequence }: LoadedMessages): Message[] {
  return [...bySequence.values()].toSorted((a, b) => a.sequence - b.sequence)
}

/** Adds messages; those that are here already stay as they are. */
export function withMessages(loaded: LoadedMessages, added: readonly Message[]): LoadedMessages {
  const fresh = added.filter(({ sequence }) => !loaded.bySequence.has(sequence))
  if (fresh.length === 0) return loaded
  const bySequence = new Map(loaded.bySequence)
  for (const message of fresh) bySequence.set(message.sequence, message)
  return { bySequence, last: Math.max(loaded.last, ...fresh.map(({ sequence }) => sequence)) }
}

/** Puts messages that were edited or deleted in the place of what they were, also where others answer them. */
export function withChanges(loaded: LoadedMessages, changed: readonly Message[]): LoadedMessages {
  const byId = new Map(changed.map((message) => [message.id, message]))
  const renewed = (message: Message): Message => {
    const now = byId.get(message.id)
    if (now && now.revision > message.revision) return now
    const answered = message.replyTo && byId.get(message.replyTo.id)
    if (!message.replyTo || !answered) return message
    const { content, deletedAt, type } = answered
    const replyTo = {
      ...message.replyTo,
      type,
      content: content.slice(0, 200),
      isDeleted: deletedAt !== null,
    }
    return { ...message, replyTo }
  }
  const bySequence = new Map(
    [...loaded.bySequence].map(([sequence, message]) => [sequence, renewed(message)]),
  )
  return { ...loaded, bySequence }
}

/** Whether a message that was sent from here is among them; it would be one of the newest. */
export function hasArrived({ bySequence, last }: LoadedMessages, id: string): boolean {
  for (let sequence = last; sequence > 0; sequence--) if (bySequence.get(sequence)?.id === id) return true
  return false
}

/** The newest one that the other wrote, no later than a message; none where what is between is not here. */
export function newestOf(
  { bySequence }: LoadedMessages,
  partnerId: string,
  upTo: number,
): Message | undefined {
  for (let sequence = upTo; sequence > 0; sequence--) {
    const message = bySequence.get(sequence)
    if (!message || message.senderId === partnerId) return message
  }
}

/** Messages are fetched so many at once: number `n` has those behind sequence `n * chunkSize`. */
export const chunkSize = 100

/** The chunks that two sequences and what is between them lie in, as far as something of it is missing. */
export function missingChunks({ bySequence, last }: LoadedMessages, from: number, to: number): number[] {
  const chunks = new Set<number>()
  for (let sequence = Math.max(1, from); sequence <= Math.min(last, to); sequence++)
    if (!bySequence.has(sequence)) chunks.add(Math.floor((sequence - 1) / chunkSize))
  return [...chunks]
}
