import { useMutation, useQueryClient } from '@tanstack/react-query'
import { requestConnection } from '#contract/connections.ts'
import { call } from '../../api/client.ts'
import { refreshConnections } from './refresh-connections.ts'

interface Request {
  targetId: string
  courseId: string
  message?: string
}

export function useRequestConnection() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (body: Request) => call(requestConnection, { body }),
    onSettled: () => refreshConnections(client),
  })
}
