import { queryOptions } from '@tanstack/react-query'
import { listAllProviders } from '#contract/providers.ts'
import { call } from '../../api/client.ts'

/** For operators: where students may sign in elsewhere. */
export const allProvidersQuery = queryOptions({
  queryKey: ['all-providers'],
  queryFn: async ({ signal }) => (await call(listAllProviders, { signal })).items,
})
