import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query'
import { listNotifications } from '#contract/notifications.ts'
import { call } from '../../api/client.ts'

/** Begins the keys of the list and of its count. */
export const notificationsKey = ['notifications']

/** What I am told of, newest first, page by page. */
export const notificationsQuery = infiniteQueryOptions({
  queryKey: [...notificationsKey, 'list'],
  queryFn: ({ signal, pageParam }) =>
    call(listNotifications, { query: { limit: 30, ...(pageParam && { cursor: pageParam }) }, signal }),
  initialPageParam: '',
  getNextPageParam: ({ nextCursor }) => nextCursor,
  staleTime: 0,
})

/** How much of it I have not seen. */
export const unseenQuery = queryOptions({
  queryKey: [...notificationsKey, 'unseen'],
  queryFn: async ({ signal }) => (await call(listNotifications, { query: { limit: 1 }, signal })).unread,
  refetchInterval: 60_000,
})
