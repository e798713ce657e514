import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import {
  acceptConnection,
  type Connection,
  cancelConnection,
  declineConnection,
} from '#contract/connections.ts'
import { call, ProblemError } from '../../api/client.ts'
import { sayProblem } from '../../api/problem-error.ts'
import { useToast } from '../../ui/toast.tsx'
import { type AnswerName, showAnswer } from './answer-cache.ts'
import { refreshConnections } from './refresh-connections.ts'

const endpoints = { accept: acceptConnection, decline: declineConnection, cancel: cancelConnection }

interface Answered {
  id: string
  answer: AnswerName
}

/**
 * Accepts, declines or cancels. The page shows it at once and takes it back where the service refuses; it asks for
 * the lists again either way, since the other one may have been quicker.
 */
export function useAnswerConnection() {
  const client = useQueryClient()
  const toast = useToast()
  const navigate = useNavigate()
  return useMutation({
    mutationFn: ({ id, answer }: Answered): Promise<Connection> =>
      call(endpoints[answer], { params: { id } }),
    onMutate: ({ id, answer }) => showAnswer(client, id, answer),
    onError(error, _answered, putBack) {
      putBack?.()
      toast({ text: sayFailure(error), tone: 'error' })
    },
    onSuccess({ id, partner }, { answer }) {
      if (answer === 'decline') return toast({ text: `You declined ${partner.firstName}’s request.` })
      if (answer === 'cancel') return toast({ text: `Done. You and ${partner.firstName} are not connected.` })
      toast({
        text: `You and ${partner.firstName} are connected.`,
        tone: 'success',
        action: {
          label: 'Write',
          onClick: () => void navigate({ to: '/conversations/$connectionId', params: { connectionId: id } }),
        },
      })
    },
    onSettled: () => refreshConnections(client),
  })
}

function sayFailure(error: Error): string {
  if (error instanceof ProblemError && error.name === 'connection-changed')
    return 'This has changed in the meantime. Here is how it stands now.'
  return sayProblem(error)
}
