import { useMutation, useQueryClient } from '@tanstack/react-query'
import { putRole, type Role } from '#contract/staff.ts'
import { call } from '../../api/client.ts'
import { useConfirmed } from '../accounts/factors/confirm-first.tsx'

export function usePutRole(id: string) {
  const confirmed = useConfirmed()
  const queryClient = useQueryClient()
  return useMutation({
    mutationFn: (role: Role) => confirmed(() => call(putRole, { params: { id }, body: { role } })),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: ['staff'] }),
  })
}
