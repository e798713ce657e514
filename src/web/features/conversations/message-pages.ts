import type { InfiniteData } from '@tanstack/react-query'
import type { Message } from '#contract/conversations.ts'

/** Messages as they are read page by page: newest page first, newest message first. */
export type MessagePages = InfiniteData<{ items: Message[]; nextCursor: string | null }>

/** Oldest first, as they are shown. */
export function messagesOf(pages: MessagePages): Message[] {
  return pages.pages.flatMap(({ items }) => items).toReversed()
}

/**
 * The sequence up to which nothing is missing; 0 before the first message. It may be below the newest one: a message
 * of one's own is here at once, and what the other wrote just before it may still have to be fetched.
 */
export function completeSequence(pages: MessagePages): number {
  const sequences = messagesOf(pages).map(({ sequence }) => sequence)
  return sequences.find((sequence, index) => sequences[index + 1] !== sequence + 1) ?? 0
}

/** Adds messages that came or were sent in the meantime; those that are here already stay as they are. */
export function withMessages(pages: MessagePages, added: readonly Message[]): MessagePages {
  const [first, ...earlier] = pages.pages
  if (!first) return pages
  const known = new Set(pages.pages.flatMap(({ items }) => items.map(({ id }) => id)))
  const fresh = added.filter(({ id }) => !known.has(id))
  if (fresh.length === 0) return pages
  const items = [...fresh, ...first.items].toSorted((a, b) => b.sequence - a.sequence)
  return { ...pages, pages: [{ ...first, items }, ...earlier] }
}

/** Puts messages that were edited or deleted in the place of what they were, also where others answer them. */
export function withChanges(pages: MessagePages, changed: readonly Message[]): MessagePages {
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
  return { ...pages, pages: pages.pages.map((page) => ({ ...page, items: page.items.map(renewed) })) }
}
