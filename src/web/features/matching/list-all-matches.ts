import { infiniteQueryOptions, keepPreviousData } from '@tanstack/react-query'
import { listAllMatches } from '#contract/matching.ts'
import { call } from '../../api/client.ts'
import type { AllFilters } from './filters.ts'

/** The people of all my courses as the filters order and narrow them, page by page. Asked anew at every visit. */
export const allMatchesQuery = (filters: AllFilters) =>
  infiniteQueryOptions({
    queryKey: ['matches', 'all', filters],
    queryFn: ({ signal, pageParam }) =>
      call(listAllMatches, { query: { ...filters, ...(pageParam && { cursor: pageParam }) }, signal }),
    initialPageParam: '',
    getNextPageParam: ({ nextCursor }) => nextCursor,
    placeholderData: keepPreviousData,
    staleTime: 0,
  })
