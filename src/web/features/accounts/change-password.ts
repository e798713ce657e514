import { useMutation, useQueryClient } from '@tanstack/react-query'
import { changePassword } from '#contract/accounts.ts'
import { call } from '../../api/client.ts'
import { sessionsQuery } from './list-sessions.ts'

export function useChangePassword() {
  const queryClient = useQueryClient()
  return useMutation({
    mutationFn: (body: { current: string; password: string }) => call(changePassword, { body }),
    onSuccess: () => queryClient.invalidateQueries(sessionsQuery),
  })
}
