import { type UseQueryResult, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { conversationQuery } from './get-conversation.ts'
import { changesQuery } from './list-changes.ts'
import { messagesQuery, newMessagesQuery } from './list-messages.ts'
import { useIsLive } from './signals.ts'

/**
 * The messages of a conversation, followed as long as it is open, and whether what is here of it is of now: only then
 * it is known where what is new begins. Without a network it opens with what is here.
 */
export function useOpening(id: string) {
  const client = useQueryClient()
  const isLive = useIsLive()
  const conversation = useQuery({ ...conversationQuery(id), refetchOnMount: 'always' })
  const query = useQuery(messagesQuery(id))
  const recent = useQuery({ ...newMessagesQuery(client, id, isLive), enabled: query.isSuccess })
  useQuery({ ...changesQuery(client, id, isLive), enabled: query.isSuccess })
  const [isOpen, setIsOpen] = useState(false)
  if (!isOpen && query.isSuccess && isAsked(conversation) && isAsked(recent)) setIsOpen(true)
  return { query, isOpen }
}

const isAsked = ({ isFetchedAfterMount, isPaused, failureCount }: UseQueryResult<unknown>) =>
  isFetchedAfterMount || isPaused || failureCount > 0
