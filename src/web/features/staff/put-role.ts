import { useMutation, useQueryClient } from '@tanstack/react-query'
import { putRole, type Role } from '#contract/staff.ts'
import { call } from '../../api/client.ts'

export function usePutRole(id: string) {
  const queryClient = useQueryClient()
  return useMutation({
    mutationFn: (role: Role) => call(putRole, { params: { id }, body: { role } }),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: ['staff'] }),
  })
}
