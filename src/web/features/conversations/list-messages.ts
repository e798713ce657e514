import { infiniteQueryOptions, type QueryClient, queryOptions } from '@tanstack/react-query'
import { listMessages, type Message } from '#contract/conversations.ts'
import { call } from '../../api/client.ts'
import { sessionsKey } from '../study-sessions/list-sessions.ts'
import { completeSequence, withMessages } from './message-pages.ts'

/** Messages of a conversation, page by page into the past. New ones are fetched by `newMessagesQuery`. */
export const messagesQuery = (id: string) =>
  infiniteQueryOptions({
    queryKey: ['messages', id, 'pages'],
    queryFn: ({ signal, pageParam }) =>
      call(listMessages, {
        params: { id },
        query: { limit: 30, ...(pageParam && { cursor: pageParam }) },
        signal,
      }),
    initialPageParam: '',
    getNextPageParam: ({ nextCursor }) => nextCursor,
    staleTime: Number.POSITIVE_INFINITY,
  })

/**
 * Asks for what has come after the newest message here: every few seconds while the page is in sight, seldom while
 * messages come by themselves.
 */
export const newMessagesQuery = (client: QueryClient, id: string, isLive: boolean) =>
  queryOptions({
    queryKey: ['messages', id, 'new'],
    queryFn: async ({ signal }) => {
      let pages = client.getQueryData(messagesQuery(id).queryKey)
      for (let isLast = !pages; pages && !isLast; ) {
        const query = { after: completeSequence(pages), limit: 100 }
        const { items, nextCursor } = await call(listMessages, { params: { id }, query, signal })
        pages = addMessages(client, id, items)
        isLast = nextCursor === null
      }
      return null
    },
    refetchInterval: isLive ? 60_000 : 3_000,
    staleTime: 0,
  })

/** Adds messages to those of a conversation that are here. */
export function addMessages(client: QueryClient, id: string, messages: readonly Message[]) {
  if (messages.some(({ type }) => type === 'system')) void client.invalidateQueries({ queryKey: sessionsKey })
  return client.setQueryData(messagesQuery(id).queryKey, (pages) => pages && withMessages(pages, messages))
}
