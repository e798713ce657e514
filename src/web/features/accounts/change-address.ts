import { useMutation, useQueryClient } from '@tanstack/react-query'
import { confirmAddress, requestAddress } from '#contract/accounts.ts'
import { call } from '../../api/client.ts'
import { useConfirmed } from './factors/confirm-first.tsx'
import { meQuery } from './get-me.ts'

export function useRequestAddress() {
  const confirmed = useConfirmed()
  return useMutation({
    mutationFn: (body: { email: string; password: string | undefined }) =>
      confirmed(() => call(requestAddress, { body })),
  })
}

export function useConfirmAddress() {
  const queryClient = useQueryClient()
  return useMutation({
    mutationFn: (token: string) => call(confirmAddress, { body: { token } }),
    onSuccess: () => queryClient.invalidateQueries(meQuery),
  })
}
