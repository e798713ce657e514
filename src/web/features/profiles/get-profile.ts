import { queryOptions } from '@tanstack/react-query'
import { getProfile } from '#contract/profiles.ts'
import { call } from '../../api/client.ts'

export const profileQuery = queryOptions({
  queryKey: ['profile'],
  queryFn: ({ signal }) => call(getProfile, { signal }),
})
