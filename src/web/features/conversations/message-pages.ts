import type { InfiniteData } from '@tanstack/react-query'
import type { Message } from '#contract/conversations.ts'

/** Messages as they are read page by page: newest page first, newest message first. */
export type MessagePages = InfiniteData<{ items: Message[]; nextCursor: string | null }>

/** Oldest first, as they are shown. */
export function messagesOf(pages: MessagePages): Message[] {
  return pages.pages.flatMap(({ items }) => items).toReversed()
}

/** The newest sequence that is here; 0 before the first message. */
export function newestSequence(pages: MessagePages): number {
  return pages.pages[0]?.items[0]?.sequence ?? 0
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
