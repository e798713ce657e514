import { useMutation, useMutationState, useQueryClient } from '@tanstack/react-query'
import { sendMessage } from '#contract/conversations.ts'
import { call, ProblemError } from '../../api/client.ts'
import { addMessages } from './list-messages.ts'

/** A message on its way. The id is made here, so that sending it again cannot make a second one. */
export interface Outgoing {
  id: string
  content: string
}

export interface OutgoingState extends Outgoing {
  hasFailed: boolean
  error: Error | null
}

const keyOf = (conversationId: string) => ['send-message', conversationId]

/** Sends messages one after the other, in the order in which they were written. */
export function useSendMessage(conversationId: string) {
  const client = useQueryClient()
  const { mutate } = useMutation({
    mutationKey: keyOf(conversationId),
    scope: { id: `send-message ${conversationId}` },
    mutationFn: (body: Outgoing) => call(sendMessage, { params: { id: conversationId }, body }),
    retry: (failures, error) => failures < 3 && isPassing(error),
    // Failed messages stay until they are sent or taken back, wherever one goes meanwhile.
    gcTime: Number.POSITIVE_INFINITY,
    onSuccess: (message) => addMessages(client, conversationId, [message]),
    onSettled: () => client.invalidateQueries({ queryKey: ['conversations'] }),
  })

  function forget(id: string) {
    const cache = client.getMutationCache()
    for (const mutation of cache.findAll({ mutationKey: keyOf(conversationId), status: 'error' }))
      if ((mutation.state.variables as Outgoing).id === id) cache.remove(mutation)
  }

  return {
    send: (content: string) => mutate({ id: crypto.randomUUID(), content }),
    sendAgain({ id, content }: Outgoing) {
      forget(id)
      mutate({ id, content })
    },
    forget,
  }
}

/** Messages that are on their way or could not be sent, in order. */
export function useOutgoing(conversationId: string): OutgoingState[] {
  return useMutationState({
    filters: {
      mutationKey: keyOf(conversationId),
      predicate: ({ state }) => state.status === 'pending' || state.status === 'error',
    },
    select: ({ state }) => ({
      ...(state.variables as Outgoing),
      hasFailed: state.status === 'error',
      error: state.error,
    }),
  })
}

/** What may be over a moment later. */
function isPassing(error: Error): boolean {
  const status = error instanceof ProblemError ? error.problem.status : 500
  return status === 0 || status >= 500
}
