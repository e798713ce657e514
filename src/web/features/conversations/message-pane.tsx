import { useEffect, useRef } from 'react'
import type { Conversation } from '#contract/conversations.ts'
import { ProblemNotice } from '../../ui/problem-notice.tsx'
import { Skeleton } from '../../ui/skeleton.tsx'
import { hasArrived, newestOf } from './loaded-messages.ts'
import type { MessageActions } from './message-menu.tsx'
import { previewOf } from './message-words.ts'
import { OpenedMessages } from './opened-messages.tsx'
import { OutgoingList } from './outgoing-list.tsx'
import { useOutbox } from './send-message.ts'
import { useEnd } from './use-end.ts'
import { useOpening } from './use-opening.ts'

interface MessagePaneProps {
  conversation: Conversation
  /** A message to open at. */
  at: number | undefined
  actions: Omit<MessageActions, 'onShow'>
}

/** What was written and what is on its way; it opens at a message, at what is new, or at the newest. */
export function MessagePane({ conversation, at, actions }: MessagePaneProps) {
  const { id, partner } = conversation
  const pane = useRef<HTMLDivElement>(null)
  const content = useRef<HTMLDivElement>(null)
  const end = useEnd(pane, content)
  const { query, isOpen } = useOpening(id)
  const outbox = useOutbox(id)
  const loaded = query.data
  const outgoing = outbox.outgoing.filter(({ id: sent }) => !(loaded && hasArrived(loaded, sent)))
  const newest = loaded && newestOf(loaded, partner.id, loaded.last)

  const written = outgoing.at(-1)?.id
  useEffect(() => {
    if (written) end.toEnd()
  }, [written, end.toEnd])

  return (
    <div className="relative flex min-h-0 flex-1 flex-col">
      <section
        ref={pane}
        aria-label="Messages"
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard
        tabIndex={0}
        className="-mx-4 flex min-h-0 flex-1 flex-col overflow-y-auto overscroll-contain px-4 [overflow-anchor:none] focus-visible:-outline-offset-2"
      >
        <div ref={content} className="mt-auto pb-3">
          {!isOpen && !query.error && <Skeleton className="h-40" />}
          <ProblemNotice error={query.error} retry={() => void query.refetch()} />
          {isOpen && loaded && (
            <OpenedMessages
              pane={pane}
              end={end}
              conversation={conversation}
              loaded={loaded}
              at={at}
              actions={actions}
            />
          )}
          <OutgoingList outgoing={outgoing} onRetry={outbox.retry} onForget={outbox.forget} />
        </div>
      </section>
      <p role="status" className="sr-only">
        {newest && `${partner.firstName}: ${previewOf(newest)}`}
      </p>
    </div>
  )
}
