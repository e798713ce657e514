import { queryOptions } from '@tanstack/react-query'
import { listSessions } from '#contract/devices.ts'
import { call } from '../../api/client.ts'

/** Where I am signed in, last used first. */
export const sessionsQuery = queryOptions({
  queryKey: ['sessions'],
  queryFn: async ({ signal }) => (await call(listSessions, { signal })).items,
})
