import { useMutation } from '@tanstack/react-query'
import { requestPasswordReset } from '#contract/accounts.ts'
import { call } from '../../api/client.ts'

export function useRequestPasswordReset() {
  return useMutation({ mutationFn: (email: string) => call(requestPasswordReset, { body: { email } }) })
}
