import { useMutation, useQueryClient } from '@tanstack/react-query'
import { unignoreStudent } from '#contract/ignores.ts'
import { call } from '../../api/client.ts'

export function useUnignoreStudent() {
  const queryClient = useQueryClient()
  return useMutation({
    mutationFn: (id: string) => call(unignoreStudent, { params: { id } }),
    onSuccess: () => void queryClient.invalidateQueries(),
  })
}
