import { useMutation } from '@tanstack/react-query'
import { signOut } from '#contract/accounts.ts'
import { call } from '../../api/client.ts'

/** Ends the session, then loads the page anew, so that nothing of it stays in memory. */
export function useSignOut() {
  return useMutation({
    mutationFn: () => call(signOut),
    onSuccess: () => window.location.assign('/'),
  })
}
