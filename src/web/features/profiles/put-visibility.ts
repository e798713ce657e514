import { useMutation, useQueryClient } from '@tanstack/react-query'
import { putVisibility, type Visibility } from '#contract/profiles.ts'
import { call } from '../../api/client.ts'
import { visibilityQuery } from './get-visibility.ts'

export function usePutVisibility() {
  const client = useQueryClient()
  return useMutation({
    // One after the other, so that the last choice holds.
    scope: { id: 'visibility' },
    mutationFn: (visibility: Visibility) => call(putVisibility, { body: { visibility } }),
    onSuccess: (_nothing, visibility) => client.setQueryData(visibilityQuery.queryKey, visibility),
  })
}
