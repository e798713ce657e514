import { queryOptions } from '@tanstack/react-query'
import { getVisibility } from '#contract/profiles.ts'
import { call } from '../../api/client.ts'

/** Who finds me. */
export const visibilityQuery = queryOptions({
  queryKey: ['visibility'],
  queryFn: async ({ signal }) => (await call(getVisibility, { signal })).visibility,
})
