import { useMutation, useQueryClient } from '@tanstack/react-query'
import { ignoreStudent } from '#contract/ignores.ts'
import { call } from '../../api/client.ts'

/** Who is ignored vanishes from matches and from requests that wait. Not waited for, as with blocking. */
export function useIgnoreStudent() {
  const queryClient = useQueryClient()
  return useMutation({
    mutationFn: (id: string) => call(ignoreStudent, { params: { id } }),
    onSuccess: () => void queryClient.invalidateQueries(),
  })
}
