import { queryOptions } from '@tanstack/react-query'
import { getWeek } from '#contract/availability.ts'
import { call } from '../../api/client.ts'

/** My free hours of the week, as stored. */
export const weekQuery = queryOptions({
  queryKey: ['availability'],
  queryFn: ({ signal }) => call(getWeek, { signal }),
})
