import { useMutation, useQueryClient } from '@tanstack/react-query'
import { deletePicture } from '#contract/profiles.ts'
import { call } from '../../api/client.ts'
import { meQuery } from '../accounts/get-me.ts'

export function useDeletePicture() {
  const queryClient = useQueryClient()
  return useMutation({
    mutationFn: () => call(deletePicture),
    onSuccess: () => queryClient.invalidateQueries(meQuery),
  })
}
