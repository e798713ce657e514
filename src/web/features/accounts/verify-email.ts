import { useMutation, useQueryClient } from '@tanstack/react-query'
import { verifyEmail } from '#contract/accounts.ts'
import { call } from '../../api/client.ts'
import { meQuery } from './get-me.ts'

export function useVerifyEmail() {
  const queryClient = useQueryClient()
  return useMutation({
    mutationFn: (body: { token: string; password: string }) => call(verifyEmail, { body }),
    onSuccess: (me) => queryClient.setQueryData(meQuery.queryKey, me),
  })
}
