import { useInfiniteQuery, useQuery, useQueryClient } from '@tanstack/react-query'
import { useRef } from 'react'
import type { Conversation } from '#contract/conversations.ts'
import { Button } from '../../ui/button.tsx'
import { Notice } from '../../ui/notice.tsx'
import { ProblemNotice } from '../../ui/problem-notice.tsx'
import { Skeleton } from '../../ui/skeleton.tsx'
import { useMe } from '../accounts/get-me.ts'
import { Composer } from './composer.tsx'
import { FirstWords } from './first-words.tsx'
import { messagesQuery, newMessagesQuery } from './list-messages.ts'
import { useMarkRead } from './mark-read.ts'
import { MessageList } from './message-list.tsx'
import { messagesOf } from './message-pages.ts'
import { OutgoingList } from './outgoing-list.tsx'
import { useOutbox } from './send-message.ts'
import { say, useIsLive } from './signals.ts'

/** What was written, and where one writes. */
export function Thread({ conversation }: { conversation: Conversation }) {
  const { id, partner, isOpen } = conversation
  const me = useMe()
  const client = useQueryClient()
  const pane = useRef<HTMLDivElement>(null)
  const query = useInfiniteQuery(messagesQuery(id))
  useQuery({ ...newMessagesQuery(client, id, useIsLive()), enabled: query.isSuccess })
  const outbox = useOutbox(id)

  const messages = query.data ? messagesOf(query.data) : []
  const arrived = new Set(messages.map((message) => message.id))
  const outgoing = outbox.outgoing.filter((message) => !arrived.has(message.id))
  const newest = messages.findLast(({ senderId }) => senderId !== me.id)
  useMarkRead(id, newest?.sequence ?? 0)

  return (
    <>
      {/* The reversed column holds on to its end: it opens at the newest message and stays there. */}
      <section
        ref={pane}
        aria-label="Messages"
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard
        tabIndex={0}
        className="-mx-4 flex min-h-0 flex-1 flex-col-reverse overflow-y-auto overscroll-contain px-4 pb-3 focus-visible:-outline-offset-2"
      >
        <div>
          {query.hasNextPage && (
            // Not to be held in place while what it loads comes in below it.
            <div className="text-center [overflow-anchor:none]">
              <Button
                variant="quiet"
                size="sm"
                busy={query.isFetchingNextPage}
                onClick={() => void query.fetchNextPage()}
              >
                Earlier messages
              </Button>
            </div>
          )}
          {query.isPending && <Skeleton className="h-40" />}
          <ProblemNotice error={query.error} retry={() => void query.refetch()} />
          {query.isSuccess && !query.hasNextPage && <FirstWords conversation={conversation} />}
          <MessageList messages={messages} conversation={conversation} />
          <OutgoingList outgoing={outgoing} onRetry={outbox.retry} onForget={outbox.forget} />
        </div>
      </section>
      <p role="status" className="sr-only">
        {newest && `${partner.firstName}: ${newest.content}`}
      </p>
      {isOpen ? (
        <Composer
          name={partner.firstName}
          onWriting={() => say({ type: 'typing', conversationId: id })}
          onSend={(content) => {
            outbox.add(content)
            pane.current?.scrollTo({ top: 0 })
          }}
        />
      ) : (
        <Notice title="This connection has ended">
          You can read what you both wrote, but not write any more.
        </Notice>
      )}
    </>
  )
}
