import { type QueryClient, useQueryClient } from '@tanstack/react-query'
import { useEffect, useSyncExternalStore } from 'react'
import { sendMessage } from '#contract/conversations.ts'
import { call, ProblemError } from '../../api/client.ts'
import { useMe } from '../accounts/get-me.ts'
import { forgetKept, type KeptMessage, keep, listKept } from './kept-messages.ts'
import { addMessages } from './list-messages.ts'
import { createOutbox, type Numbered, type Outbox } from './outbox.ts'

const outboxes = new WeakMap<QueryClient, Map<string, Outbox>>()

/** What I write in a conversation and what of it has not arrived yet. It outlives the page, and the browser. */
export function useOutbox(conversationId: string) {
  const outbox = outboxOf(useQueryClient(), useMe().id, conversationId)
  return { ...outbox, outgoing: useSyncExternalStore(outbox.subscribe, outbox.messages) }
}

/** Goes on with what was written before the page was last closed, in whichever conversation. */
export function useKeptMessages() {
  const client = useQueryClient()
  const { id: userId } = useMe()
  useEffect(() => {
    listKept(userId)
      .then((all) => {
        for (const [id, kept] of Map.groupBy(all, ({ conversationId }) => conversationId))
          outboxOf(client, userId, id).restore(kept.map(draftOf))
      })
      .catch(() => {}) // a browser that keeps nothing
  }, [client, userId])
}

function outboxOf(client: QueryClient, userId: string, id: string): Outbox {
  const ofClient = outboxes.get(client) ?? new Map<string, Outbox>()
  outboxes.set(client, ofClient)
  const known = ofClient.get(id)
  if (known) return known
  /** What closing the page would lose: what this browser does not keep, or not yet. */
  const unkept = new Set<string>()
  const outbox = createOutbox({
    async send({ id: messageId, content, replyTo, attachment }) {
      const body = {
        id: messageId,
        ...(content && { content }),
        ...(replyTo && { replyTo }),
        ...(attachment && { attachmentId: attachment.id }),
      }
      addMessages(client, id, [await call(sendMessage, { params: { id }, body })])
      void client.invalidateQueries({ queryKey: ['conversations'] })
    },
    isPassing,
    waitOf,
    onAdded(message) {
      unkept.add(message.id)
      keep({ ...message, userId, conversationId: id, writtenAt: Date.now() }).then(
        () => unkept.delete(message.id),
        () => {},
      )
    },
    onGone(messageId) {
      unkept.delete(messageId)
      forgetKept(messageId).catch(() => {})
    },
  })
  window.addEventListener('online', () => outbox.retry())
  window.addEventListener('beforeunload', (event) => {
    if (unkept.size > 0) event.preventDefault()
  })
  ofClient.set(id, outbox)
  return outbox
}

const draftOf = ({ userId: _, conversationId: __, writtenAt: ___, ...draft }: KeptMessage): Numbered => draft

function isPassing(error: Error): boolean {
  const status = error instanceof ProblemError ? error.problem.status : 500
  return status === 0 || status === 429 || status >= 500
}

function waitOf(error: Error): number | undefined {
  const seconds = error instanceof ProblemError ? error.problem.retryAfter : undefined
  return seconds && seconds * 1000
}
