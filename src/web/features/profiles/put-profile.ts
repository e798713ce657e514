import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type Profile, putProfile } from '#contract/profiles.ts'
import { call } from '../../api/client.ts'
import { profileQuery } from './get-profile.ts'

export function usePutProfile() {
  const queryClient = useQueryClient()
  return useMutation({
    mutationFn: (body: Profile) => call(putProfile, { body }),
    onSuccess: (profile) => {
      queryClient.setQueryData(profileQuery.queryKey, profile)
      return queryClient.invalidateQueries({ queryKey: ['matches'] })
    },
  })
}
