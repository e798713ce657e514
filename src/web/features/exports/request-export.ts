import { useMutation, useQueryClient } from '@tanstack/react-query'
import { requestExport } from '#contract/exports.ts'
import { call } from '../../api/client.ts'
import { exportsQuery } from './list-exports.ts'

export function useRequestExport() {
  const queryClient = useQueryClient()
  return useMutation({
    mutationFn: () => call(requestExport),
    onSettled: () => queryClient.invalidateQueries(exportsQuery),
  })
}
