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
