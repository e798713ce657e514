import { queryOptions } from '@tanstack/react-query'
import { listIgnored } from '#contract/ignores.ts'
import { call } from '../../api/client.ts'

/** Whom I ignore, newest first. */
export const ignoredQuery = queryOptions({
  queryKey: ['ignored'],
  queryFn: async ({ signal }) => (await call(listIgnored, { signal })).items,
})
