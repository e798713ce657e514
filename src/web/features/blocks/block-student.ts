import { useMutation, useQueryClient } from '@tanstack/react-query'
import { blockStudent } from '#contract/blocks.ts'
import { call } from '../../api/client.ts'

/**
 * Whoever is blocked vanishes from every list, so all of them are asked for anew; not waited for, since the card that this
 * was done from vanishes, too.
 */
export function useBlockStudent() {
  const queryClient = useQueryClient()
  return useMutation({
    mutationFn: (id: string) => call(blockStudent, { params: { id } }),
    onSuccess: () => void queryClient.invalidateQueries(),
  })
}
