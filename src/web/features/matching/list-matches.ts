import { infiniteQueryOptions, keepPreviousData } from '@tanstack/react-query'
import { listMatches } from '#contract/matching.ts'
import { call } from '../../api/client.ts'
import type { Filters } from './filters.ts'

/** Course-mates as the filters order and narrow them, page by page. Asked anew at every visit. */
export const matchesQuery = (courseId: string, filters: Filters) =>
  infiniteQueryOptions({
    queryKey: ['matches', 'course', courseId, filters],
    queryFn: ({ signal, pageParam }) =>
      call(listMatches, {
        params: { id: courseId },
        query: { ...filters, ...(pageParam && { cursor: pageParam }) },
        signal,
      }),
    initialPageParam: '',
    getNextPageParam: ({ nextCursor }) => nextCursor,
    placeholderData: keepPreviousData,
    staleTime: 0,
  })
