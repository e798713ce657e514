import { useMutation, useQueryClient } from '@tanstack/react-query'
import { putVisibility, type Visibility } from '#contract/profiles.ts'
import { call } from '../../api/client.ts'
import { visibilityQuery } from './get-visibility.ts'

/** Shown as chosen at once, and as it was if it could not be saved. */
export function usePutVisibility() {
  const queryClient = useQueryClient()
  const { queryKey } = visibilityQuery
  return useMutation({
    mutationFn: (visibility: Visibility) => call(putVisibility, { body: { visibility } }),
    onMutate: (visibility) => {
      const before = queryClient.getQueryData(queryKey)
      queryClient.setQueryData(queryKey, visibility)
      return before
    },
    onError: (_error, _visibility, before) => queryClient.setQueryData(queryKey, before),
  })
}
