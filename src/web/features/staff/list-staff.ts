import { queryOptions } from '@tanstack/react-query'
import { listStaff } from '#contract/staff.ts'
import { call } from '../../api/client.ts'

export const staffQuery = queryOptions({
  queryKey: ['staff'],
  queryFn: async ({ signal }) => (await call(listStaff, { signal })).items,
})

/** Whoever has exactly this address. */
export const personQuery = (email: string) =>
  queryOptions({
    queryKey: ['staff', email],
    queryFn: async ({ signal }) => (await call(listStaff, { query: { email }, signal })).items,
    enabled: email !== '',
  })
