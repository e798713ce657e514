import { queryOptions } from '@tanstack/react-query'
import { listUniversities } from '#contract/universities.ts'
import { call } from '../../api/client.ts'

export const universitiesQuery = queryOptions({
  queryKey: ['universities'],
  queryFn: ({ signal }) => call(listUniversities, { signal }),
  staleTime: Infinity,
})
