import { useMutation, useQueryClient } from '@tanstack/react-query'
import { unblockStudent } from '#contract/blocks.ts'
import { call } from '../../api/client.ts'

export function useUnblockStudent() {
  const queryClient = useQueryClient()
  return useMutation({
    mutationFn: (id: string) => call(unblockStudent, { params: { id } }),
    onSuccess: () => void queryClient.invalidateQueries(),
  })
}
