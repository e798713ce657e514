import { queryOptions } from '@tanstack/react-query'
import { listOutbox } from '#contract/accounts.ts'
import { call } from '../../api/client.ts'

/** Fails with `not-found` wherever mail really goes out. */
export const outboxQuery = queryOptions({
  queryKey: ['outbox'],
  queryFn: async ({ signal }) => (await call(listOutbox, { signal })).items,
  retry: false,
})
