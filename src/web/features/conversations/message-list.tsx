import { type RefObject, useEffect, useLayoutEffect, useRef, useState } from 'react'
import { Virtualizer, type VirtualizerHandle } from 'virtua'
import type { Conversation } from '#contract/conversations.ts'
import { useMe } from '../accounts/get-me.ts'
import { FirstWords } from './first-words.tsx'
import { ListSize, VirtualItem, VirtualList } from './list-elements.tsx'
import type { LoadedMessages } from './loaded-messages.ts'
import type { MessageActions } from './message-menu.tsx'
import { MessageRow } from './message-row.tsx'

/** Pixels of a message that was not on the page yet; rather too many, so that less than a paneful does not seem one. */
const likelyHeight = 64

/** Pixels above the first new message that stay in sight when the list opens there. */
const above = 80

/** A message to scroll to; the first new one to the top, the newest to the end. */
export interface Target {
  sequence: number
  align: 'center' | 'start' | 'end'
}

interface MessageListProps {
  pane: RefObject<HTMLElement | null>
  conversation: Conversation
  loaded: LoadedMessages
  actions: MessageActions
  /** Where the line of what is new stands, and how much it was. */
  unread: { from: number; count: number }
  /** Sequence of the one that stands out. */
  found: number | null
  /** null once it has been reached. */
  target: Target | null
  onReached: (target: Target) => void
  /** Told which sequences are in sight. */
  onSight: (from: number, to: number) => void
}

/** All messages of a conversation, of which only those around the pane are on the page. */
export function MessageList({
  pane,
  conversation,
  loaded,
  unread,
  found,
  target,
  ...rest
}: MessageListProps) {
  const { actions, onReached, onSight } = rest
  const { bySequence, last } = loaded
  const me = useMe()
  const list = useRef<VirtualizerHandle>(null)
  const [focused, setFocused] = useState<number | null>(null)

  useLayoutEffect(() => {
    if (!target) return
    const { sequence, align } = target
    list.current?.scrollToIndex(sequence - 1, { align, offset: align === 'start' ? -above : 0 })
    onReached(target)
  }, [target, onReached])

  function look() {
    if (!list.current) return
    const { scrollOffset, viewportSize } = list.current
    onSight(
      list.current.findItemIndex(scrollOffset) + 1,
      list.current.findItemIndex(scrollOffset + viewportSize) + 1,
    )
  }
  // What has come may be in sight without anything being scrolled.
  useEffect(look, [last, onSight])

  return (
    <ListSize value={last}>
      <Virtualizer
        ref={list}
        scrollRef={pane}
        as={VirtualList}
        item={VirtualItem}
        data={{ length: last }}
        itemSize={likelyHeight}
        keepMounted={focused === null ? [] : [focused]}
        onScroll={look}
        onResize={look}
      >
        {(_, index) => {
          const message = bySequence.get(index + 1)
          if (!message) return <Missing key={index} />
          return (
            // biome-ignore lint/a11y/noStaticElementInteractions: what has the focus stays on the page out of sight
            <div key={index} onFocus={() => setFocused(index)} onBlur={() => setFocused(null)}>
              {index === 0 && <FirstWords conversation={conversation} />}
              <MessageRow
                message={message}
                previous={bySequence.get(index)}
                next={bySequence.get(index + 2)}
                isNewest={index + 1 === last}
                me={me}
                conversation={conversation}
                actions={actions}
                unread={index + 1 === unread.from ? unread.count : 0}
                isFound={index + 1 === found}
              />
            </div>
          )
        }}
      </Virtualizer>
    </ListSize>
  )
}

/** In the place of a message that is on its way. */
function Missing() {
  return (
    <div className="h-16 pt-3">
      <span className="sr-only">Loading …</span>
      <div className="h-full w-1/2 rounded-2xl bg-sunken" />
    </div>
  )
}
