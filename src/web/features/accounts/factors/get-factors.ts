import { queryOptions } from '@tanstack/react-query'
import { getFactors } from '#contract/factors.ts'
import { call } from '../../../api/client.ts'

/** By what I can prove that it is me. */
export const factorsQuery = queryOptions({
  queryKey: ['factors'],
  queryFn: ({ signal }) => call(getFactors, { signal }),
})
