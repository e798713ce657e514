import { useInfiniteQuery, useQuery, useQueryClient } from '@tanstack/react-query'
import { useRef, useState } from 'react'
import type { Conversation } from '#contract/conversations.ts'
import { sayProblem } from '../../api/problem-error.ts'
import { Button } from '../../ui/button.tsx'
import { Notice } from '../../ui/notice.tsx'
import { ProblemNotice } from '../../ui/problem-notice.tsx'
import { Skeleton } from '../../ui/skeleton.tsx'
import { useToast } from '../../ui/toast.tsx'
import { useMe } from '../accounts/get-me.ts'
import { useDeleteMessage, useEditMessage } from './change-message.ts'
import { Composer } from './composer.tsx'
import { ComposerTarget, type Target } from './composer-target.tsx'
import { FirstWords } from './first-words.tsx'
import { changesQuery } from './list-changes.ts'
import { messagesQuery, newMessagesQuery } from './list-messages.ts'
import { useMarkRead } from './mark-read.ts'
import { MessageList } from './message-list.tsx'
import { messagesOf } from './message-pages.ts'
import { previewOf, wordsOf } from './message-words.ts'
import type { Draft } from './outbox.ts'
import { OutgoingList } from './outgoing-list.tsx'
import { useOutbox } from './send-message.ts'
import { say, useIsLive } from './signals.ts'
import { useMessageInView } from './use-message-in-view.ts'

/** What was written, and where one writes; it opens at a message, or at the newest. */
export function Thread({ conversation, at }: { conversation: Conversation; at?: number | undefined }) {
  const { id, partner, isOpen } = conversation
  const me = useMe()
  const client = useQueryClient()
  const pane = useRef<HTMLDivElement>(null)
  const query = useInfiniteQuery(messagesQuery(id))
  const isLive = useIsLive()
  useQuery({ ...newMessagesQuery(client, id, isLive), enabled: query.isSuccess })
  useQuery({ ...changesQuery(client, id, isLive), enabled: query.isSuccess })
  const outbox = useOutbox(id)
  const [target, setTarget] = useState<Target | null>(null)
  const edit = useEditMessage(id)
  const remove = useDeleteMessage(id)
  const toast = useToast()
  const tell = { onError: (error: Error) => toast({ text: sayProblem(error), tone: 'error' }) } as const

  const messages = query.data ? messagesOf(query.data) : []
  const arrived = new Set(messages.map((message) => message.id))
  const outgoing = outbox.outgoing.filter((message) => !arrived.has(message.id))
  const newest = messages.findLast(({ senderId }) => senderId !== me.id)
  useMessageInView(pane, at, messages[0]?.sequence, query)
  useMarkRead(id, newest?.sequence ?? 0)

  function send(draft: Draft) {
    if (target?.kind === 'edit') edit.mutate({ id: target.message.id, content: draft.content }, tell)
    else {
      outbox.add({ ...draft, ...(target && { replyTo: target.message.sequence }) })
      pane.current?.scrollTo({ top: 0 })
    }
    setTarget(null)
  }

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
          <MessageList
            messages={messages}
            conversation={conversation}
            actions={{
              isOpen,
              onReply: (message) => setTarget({ kind: 'reply', message }),
              onEdit: (message) => setTarget({ kind: 'edit', message }),
              onDelete: (message) => remove.mutate(message, tell),
            }}
          />
          <OutgoingList outgoing={outgoing} onRetry={outbox.retry} onForget={outbox.forget} />
        </div>
      </section>
      <p role="status" className="sr-only">
        {newest && `${partner.firstName}: ${previewOf(newest)}`}
      </p>
      {isOpen ? (
        <div>
          {target && (
            <ComposerTarget
              target={target}
              sender={target.message.senderId === me.id ? 'You' : partner.firstName}
              onClear={() => setTarget(null)}
            />
          )}
          {target?.kind === 'edit' && (
            <Composer
              key={target.message.id}
              name={partner.firstName}
              editing={wordsOf(target.message)}
              focusOn={target}
              onSend={send}
              onCancel={() => setTarget(null)}
            />
          )}
          {/* Out of sight it keeps what was begun. */}
          <div className={target?.kind === 'edit' ? 'hidden' : ''}>
            <Composer
              name={partner.firstName}
              focusOn={target?.kind === 'reply' && target}
              onWriting={() => say({ type: 'typing', conversationId: id })}
              onSend={send}
              onCancel={() => setTarget(null)}
            />
          </div>
        </div>
      ) : (
        <Notice title="This connection has ended">
          You can read what you both wrote, but not write any more.
        </Notice>
      )}
    </>
  )
}
