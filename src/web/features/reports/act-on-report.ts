import { useMutation, useQueryClient } from '@tanstack/react-query'
import { actOnReport, type StaffAction } from '#contract/reports.ts'
import { call } from '../../api/client.ts'

export function useActOnReport(id: string) {
  const queryClient = useQueryClient()
  return useMutation({
    mutationFn: (body: { action: StaffAction; note?: string }) => call(actOnReport, { params: { id }, body }),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: ['reports'] }),
  })
}
