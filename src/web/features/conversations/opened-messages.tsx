import { type RefObject, useCallback, useEffect, useMemo, useRef, useState } from 'react'
import type { Conversation } from '#contract/conversations.ts'
import { Skeleton } from '../../ui/skeleton.tsx'
import { FirstWords } from './first-words.tsx'
import { type LoadedMessages, missingChunks, newestOf } from './loaded-messages.ts'
import { useMarkRead } from './mark-read.ts'
import { MessageList, type Target } from './message-list.tsx'
import type { MessageActions } from './message-menu.tsx'
import { NewestButton } from './newest-button.tsx'
import { useChunks, usePacedRange } from './use-chunks.ts'
import type { useEnd } from './use-end.ts'

/** Messages around the one to scroll to that must be there first, so that they do not move it away. */
const around = 20

/** Milliseconds that a message which was looked for stands out. */
const shown = 2500

interface OpenedMessagesProps {
  pane: RefObject<HTMLElement | null>
  end: ReturnType<typeof useEnd>
  conversation: Conversation
  loaded: LoadedMessages
  at: number | undefined
  actions: Omit<MessageActions, 'onShow'>
}

/** The list, which fetches what one looks at and says what has been seen. */
export function OpenedMessages({ pane, end, conversation, loaded, at, actions }: OpenedMessagesProps) {
  const { id, partner } = conversation
  const [unread] = useState(() => ({ read: conversation.read, count: conversation.unread }))
  const [wanted, setWanted] = useState<Target | null>(() => placeToOpen(conversation, loaded.last, at))
  const [isReady, setIsReady] = useState(wanted === null)
  const [found, setFound] = useState<number | null>(null)
  const [seen, setSeen] = useState(0)
  const start = wanted?.sequence ?? loaded.last
  const [range, setRange] = usePacedRange({ from: start, to: start })
  const aim = wanted && { from: wanted.sequence - around, to: wanted.sequence + around }
  const isFailed = useChunks(id, loaded, aim ? [range, aim] : [range])
  const isThere = aim && (isFailed || missingChunks(loaded, aim.from, aim.to).length === 0)
  if (isThere && !isReady) setIsReady(true)
  useMarkRead(id, seen)

  const show = useCallback((sequence: number) => setWanted({ sequence, align: 'center' }), [])
  const openedAt = useRef(at)
  useEffect(() => {
    if (at !== undefined && at !== openedAt.current) show(Math.min(at, loaded.last))
    openedAt.current = at
  }, [at, show, loaded.last])

  useEffect(() => {
    const fading = setTimeout(setFound, shown, null)
    return () => clearTimeout(fading)
  }, [found])

  const { toEnd, leave } = end
  const onReached = useCallback(
    ({ sequence, align }: Target) => {
      setWanted(null)
      if (align === 'center') setFound(sequence)
      if (align === 'end') toEnd()
      else leave()
    },
    [toEnd, leave],
  )

  const onSight = useCallback(
    (from: number, to: number) => {
      setRange({ from, to })
      const newest = newestOf(loaded, partner.id, to)
      if (newest) setSeen((before) => Math.max(before, newest.sequence))
    },
    [setRange, loaded, partner.id],
  )

  const allActions = useMemo(() => ({ ...actions, onShow: show }), [actions, show])
  if (loaded.last === 0) return <FirstWords conversation={conversation} />
  if (!isReady) return <Skeleton className="h-40" />
  return (
    <>
      <MessageList
        pane={pane}
        conversation={conversation}
        loaded={loaded}
        actions={allActions}
        unread={{ from: firstUnread(loaded, partner.id, unread.read), count: unread.count }}
        found={found}
        target={isThere ? wanted : null}
        onReached={onReached}
        onSight={onSight}
      />
      {!end.isAtEnd && (
        <NewestButton
          unread={conversation.unread}
          onClick={() => setWanted({ sequence: loaded.last, align: 'end' })}
        />
      )}
    </>
  )
}

function placeToOpen({ read, unread }: Conversation, last: number, at: number | undefined): Target | null {
  if (last === 0) return null
  if (at !== undefined) return { sequence: Math.min(at, last), align: 'center' }
  if (unread > 0 && read < last) return { sequence: read + 1, align: 'start' }
  return { sequence: last, align: 'end' }
}

/** The first that the other one wrote after what I have read; what I wrote in between is not new to me. */
function firstUnread({ bySequence }: LoadedMessages, partnerId: string, read: number): number {
  let sequence = read + 1
  for (let own = bySequence.get(sequence); own && own.senderId !== partnerId; own = bySequence.get(sequence))
    sequence++
  return sequence
}
