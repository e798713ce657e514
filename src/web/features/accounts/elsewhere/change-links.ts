import { useMutation, useQueryClient } from '@tanstack/react-query'
import { confirmLink, unlinkProvider } from '#contract/providers.ts'
import { call } from '../../../api/client.ts'
import { useConfirmed } from '../factors/confirm-first.tsx'
import { linksQuery } from './list-links.ts'

/** Links the identity that was just found elsewhere. */
export function useConfirmLink() {
  const queryClient = useQueryClient()
  return useMutation({
    mutationFn: () => call(confirmLink),
    onSuccess: () => queryClient.invalidateQueries(linksQuery),
  })
}

export function useUnlink() {
  const confirmed = useConfirmed()
  const queryClient = useQueryClient()
  return useMutation({
    mutationFn: (slug: string) => confirmed(() => call(unlinkProvider, { params: { slug } })),
    onSuccess: () => queryClient.invalidateQueries(linksQuery),
  })
}
