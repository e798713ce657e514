import { useMutation } from '@tanstack/react-query'
import { resendVerification } from '#contract/accounts.ts'
import { call } from '../../api/client.ts'

export function useResendVerification() {
  return useMutation({ mutationFn: (email: string) => call(resendVerification, { body: { email } }) })
}
