import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query'
import { listConversations } from '#contract/conversations.ts'
import { call } from '../../api/client.ts'

/** My conversations, last active first, page by page. */
export const conversationsQuery = infiniteQueryOptions({
  queryKey: ['conversations', 'list'],
  queryFn: ({ signal, pageParam }) =>
    call(listConversations, { query: { limit: 30, ...(pageParam && { cursor: pageParam }) }, signal }),
  initialPageParam: '',
  getNextPageParam: ({ nextCursor }) => nextCursor,
  refetchInterval: 10_000,
})

/** Unread messages in all conversations: for counts. */
export const unreadQuery = queryOptions({
  queryKey: ['conversations', 'unread'],
  queryFn: async ({ signal }) => (await call(listConversations, { query: { limit: 1 }, signal })).unread,
  refetchInterval: 15_000,
})
