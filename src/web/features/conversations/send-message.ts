import { type QueryClient, useQueryClient } from '@tanstack/react-query'
import { useSyncExternalStore } from 'react'
import { sendMessage } from '#contract/conversations.ts'
import { call, ProblemError } from '../../api/client.ts'
import { addMessages } from './list-messages.ts'
import { createOutbox, type Outbox } from './outbox.ts'

const outboxes = new WeakMap<QueryClient, Map<string, Outbox>>()

/** What I write in a conversation and what of it has not arrived yet. It outlives the page. */
export function useOutbox(conversationId: string) {
  const outbox = outboxOf(useQueryClient(), conversationId)
  return { ...outbox, outgoing: useSyncExternalStore(outbox.subscribe, outbox.messages) }
}

function outboxOf(client: QueryClient, id: string): Outbox {
  const ofClient = outboxes.get(client) ?? new Map<string, Outbox>()
  outboxes.set(client, ofClient)
  const known = ofClient.get(id)
  if (known) return known
  const outbox = createOutbox({
    async send(body) {
      addMessages(client, id, [await call(sendMessage, { params: { id }, body })])
      void client.invalidateQueries({ queryKey: ['conversations'] })
    },
    isPassing,
  })
  window.addEventListener('online', () => outbox.retry())
  window.addEventListener('beforeunload', (event) => {
    if (outbox.messages().length > 0) event.preventDefault()
  })
  ofClient.set(id, outbox)
  return outbox
}

function isPassing(error: Error): boolean {
  const status = error instanceof ProblemError ? error.problem.status : 500
  return status === 0 || status >= 500
}
