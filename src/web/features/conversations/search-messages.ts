import { infiniteQueryOptions, keepPreviousData } from '@tanstack/react-query'
import { searchMessages } from '#contract/message-search.ts'
import { call } from '../../api/client.ts'

/** Messages with these words, newest first, page by page. */
export const messageSearchQuery = (q: string) =>
  infiniteQueryOptions({
    queryKey: ['conversations', 'search', q],
    queryFn: ({ pageParam, signal }) =>
      call(searchMessages, { query: { q, limit: 20, cursor: pageParam }, signal }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.nextCursor ?? undefined,
    placeholderData: keepPreviousData,
    enabled: q !== '',
  })
