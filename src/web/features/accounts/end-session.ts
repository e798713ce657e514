import { useMutation, useQueryClient } from '@tanstack/react-query'
import { endOtherSessions, endSession } from '#contract/devices.ts'
import { call } from '../../api/client.ts'
import { sessionsQuery } from './list-sessions.ts'

/** Signs one device out, or with `others` all but this one. */
export function useEndSession() {
  const queryClient = useQueryClient()
  return useMutation({
    mutationFn: (id: string) =>
      id === 'others' ? call(endOtherSessions) : call(endSession, { params: { id } }),
    onSettled: () => queryClient.invalidateQueries(sessionsQuery),
  })
}
