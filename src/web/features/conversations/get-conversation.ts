import { queryOptions } from '@tanstack/react-query'
import { getConversation } from '#contract/conversations.ts'
import { call } from '../../api/client.ts'

/** A conversation: whether it is open, and whether its last message has been read. */
export const conversationQuery = (id: string) =>
  queryOptions({
    queryKey: ['conversations', 'one', id],
    queryFn: ({ signal }) => call(getConversation, { params: { id }, signal }),
    refetchInterval: 8_000,
  })
