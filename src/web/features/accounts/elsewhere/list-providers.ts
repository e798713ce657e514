import { queryOptions } from '@tanstack/react-query'
import { listProviders } from '#contract/providers.ts'
import { call } from '../../../api/client.ts'

/** Where one may sign in elsewhere with an address of the domain; nobody needs to know which address. */
export const providersQuery = (domain: string) =>
  queryOptions({
    queryKey: ['sign-in-providers', domain],
    queryFn: async ({ signal }) => {
      const query = domain ? { email: `anybody@${domain}` } : {}
      return (await call(listProviders, { query, signal })).items
    },
    staleTime: 5 * 60_000,
  })
