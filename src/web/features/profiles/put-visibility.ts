import { useMutation, useQueryClient } from '@tanstack/react-query'
import { putVisibility, type Visibility } from '#contract/profiles.ts'
import { call } from '../../api/client.ts'
import { visibilityQuery } from './get-visibility.ts'

export function usePutVisibility() {
  const queryClient = useQueryClient()
  return useMutation({
    mutationFn: (visibility: Visibility) => call(putVisibility, { body: { visibility } }),
    onSuccess: ({ visibility }) => queryClient.setQueryData(visibilityQuery.queryKey, visibility),
  })
}
