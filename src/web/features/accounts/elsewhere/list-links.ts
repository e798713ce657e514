import { queryOptions } from '@tanstack/react-query'
import { listLinks } from '#contract/providers.ts'
import { call } from '../../../api/client.ts'

/** Where I may sign in elsewhere, and whether I have a password besides. */
export const linksQuery = queryOptions({
  queryKey: ['links'],
  queryFn: ({ signal }) => call(listLinks, { signal }),
})
