import { keepPreviousData, queryOptions } from '@tanstack/react-query'
import { adviseMatches } from '#contract/matching.ts'
import { call } from '../../api/client.ts'
import { type Filters, narrowing } from './filters.ts'

/** Why the list is short, and which hours would make it longer. */
export const adviceQuery = (courseId: string, filters: Filters) => {
  const query = narrowing(filters)
  return queryOptions({
    queryKey: ['matches', 'advice', courseId, query],
    queryFn: ({ signal }) => call(adviseMatches, { params: { id: courseId }, query, signal }),
    placeholderData: keepPreviousData,
    staleTime: 0,
    refetchOnWindowFocus: false, // it stands above what one reads
  })
}
