import { useMutation, useQueryClient } from '@tanstack/react-query'
import type { Message } from '#contract/conversations.ts'
import { deleteMessage, editMessage } from '#contract/message-changes.ts'
import { call } from '../../api/client.ts'
import { takeChanges } from './list-changes.ts'

/** Changes the words of a message of mine. */
export function useEditMessage(conversationId: string) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: ({ id: messageId, content }: Pick<Message, 'id' | 'content'>) =>
      call(editMessage, { params: { id: conversationId, messageId }, body: { content } }),
    onSuccess: (message) => takeChanges(client, conversationId, [message]),
  })
}

/** Deletes a message of mine for both. */
export function useDeleteMessage(conversationId: string) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: ({ id: messageId }: Pick<Message, 'id'>) =>
      call(deleteMessage, { params: { id: conversationId, messageId } }),
    onSuccess: (message) => takeChanges(client, conversationId, [message]),
  })
}
