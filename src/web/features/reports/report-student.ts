import { useMutation, useQueryClient } from '@tanstack/react-query'
import type { z } from 'zod'
import { reportStudent } from '#contract/reports.ts'
import { call } from '../../api/client.ts'

type Body = z.input<NonNullable<typeof reportStudent.body>>

/** With `block` whoever is reported vanishes from every list. */
export function useReportStudent() {
  const queryClient = useQueryClient()
  return useMutation({
    mutationFn: (body: Body) => call(reportStudent, { body }),
    onSuccess: (_, { block }) => void (block && queryClient.invalidateQueries()),
  })
}
