import { useMutation, useQueryClient } from '@tanstack/react-query'
import { signIn } from '#contract/accounts.ts'
import { call } from '../../api/client.ts'
import { meQuery } from './get-me.ts'

export function useSignIn() {
  const queryClient = useQueryClient()
  return useMutation({
    mutationFn: (body: { email: string; password: string }) => call(signIn, { body }),
    onSuccess: (me) => queryClient.setQueryData(meQuery.queryKey, me),
  })
}
