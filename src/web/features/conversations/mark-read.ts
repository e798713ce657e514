import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef } from 'react'
import { markRead } from '#contract/conversations.ts'
import { call } from '../../api/client.ts'
import { useIsVisible } from './use-is-visible.ts'

/** Says that I have read up to a message, as soon as it is in sight. */
export function useMarkRead(conversationId: string, newestReceived: number) {
  const client = useQueryClient()
  const isVisible = useIsVisible()
  const marked = useRef(0)

  useEffect(() => {
    if (!isVisible || newestReceived <= marked.current) return
    marked.current = newestReceived
    call(markRead, { params: { id: conversationId }, body: { sequence: newestReceived } })
      .then(() => client.invalidateQueries({ queryKey: ['conversations'] }))
      .catch(() => {
        // The next message or visit says it again.
        marked.current = 0
      })
  }, [client, conversationId, isVisible, newestReceived])
}
