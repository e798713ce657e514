import { useMutation } from '@tanstack/react-query'
import { requestDeletion } from '#contract/accounts.ts'
import { call } from '../../api/client.ts'
import { useConfirmed } from './factors/confirm-first.tsx'

/** Whoever asks is signed out by it; the page is loaded anew, so that nothing stays in memory. */
export function useRequestDeletion() {
  const confirmed = useConfirmed()
  return useMutation({
    mutationFn: (password: string | undefined) =>
      confirmed(() => call(requestDeletion, { body: { password } })),
    onSuccess: () => window.location.assign('/'),
  })
}
