import { useEffect } from 'react'
import type { Conversation } from '#contract/conversations.ts'
import { useMe } from '../accounts/get-me.ts'
import { say, useIsLive, useIsTyping, usePresence } from './signals.ts'
import { recentText } from './time-text.ts'
import { useIsVisible } from './use-is-visible.ts'

/** Under the name: what the other one does just now, else what the two study. */
export function PartnerState({ conversation: { id, course } }: { conversation: Conversation }) {
  const { timeZone } = useMe().university
  const isLive = useIsLive()
  const isVisible = useIsVisible()
  const isTyping = useIsTyping(id)
  const presence = usePresence(id)
  useEffect(() => {
    if (!isLive || !isVisible) return
    say({ type: 'watch', conversationId: id })
    return () => say({ type: 'watch', conversationId: null })
  }, [id, isLive, isVisible])
  const state = isTyping
    ? 'Writing …'
    : presence?.isHere
      ? 'Here now'
      : presence?.lastSeenAt && `Last here ${recentText(presence.lastSeenAt, timeZone)}`
  return (
    <>
      <span className={state ? 'max-sm:sr-only' : ''}>
        {course.code} · {course.name}
        {state && <span aria-hidden="true"> · </span>}
      </span>
      {state && (
        <span className={isTyping || presence?.isHere ? 'font-medium text-accent-text' : ''}>{state}</span>
      )}
    </>
  )
}
