import { infiniteQueryOptions, keepPreviousData } from '@tanstack/react-query'
import { searchCourses } from '#contract/courses.ts'
import { call } from '../../api/client.ts'

/** Page by page, best match first; what was there stays until the next answer is. */
export const courseSearchQuery = (q: string) =>
  infiniteQueryOptions({
    queryKey: ['courses', 'search', q],
    queryFn: ({ pageParam, signal }) => call(searchCourses, { query: { q, cursor: pageParam }, signal }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.nextCursor ?? undefined,
    placeholderData: keepPreviousData,
  })
