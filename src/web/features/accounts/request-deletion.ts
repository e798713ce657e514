import { useMutation } from '@tanstack/react-query'
import { requestDeletion } from '#contract/accounts.ts'
import { call } from '../../api/client.ts'

/** Whoever asks is signed out by it; the page is loaded anew, so that nothing stays in memory. */
export function useRequestDeletion() {
  return useMutation({
    mutationFn: (password: string) => call(requestDeletion, { body: { password } }),
    onSuccess: () => window.location.assign('/'),
  })
}
