import { useMutation, useQueryClient } from '@tanstack/react-query'
import { resetPassword } from '#contract/accounts.ts'
import { call } from '../../api/client.ts'
import { meQuery } from './get-me.ts'

export function useResetPassword() {
  const queryClient = useQueryClient()
  return useMutation({
    mutationFn: (body: { token: string; password: string }) => call(resetPassword, { body }),
    // Whoever was signed in here is not any more.
    onSuccess: () => queryClient.setQueryData(meQuery.queryKey, null),
  })
}
