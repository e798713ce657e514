import { useQuery } from '@tanstack/react-query'
import { useNavigate, useParams, useSearch } from '@tanstack/react-router'
import { MessageCircleOff } from 'lucide-react'
import { type CSSProperties, useEffect, useState } from 'react'
import type { Conversation } from '#contract/conversations.ts'
import { ProblemError } from '../../api/client.ts'
import { LinkButton } from '../../ui/button.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { PageHeader } from '../../ui/page-header.tsx'
import { ProblemNotice } from '../../ui/problem-notice.tsx'
import { SafetyButton } from '../reports/safety-button.tsx'
import { ProposeButton } from '../study-sessions/propose-button.tsx'
import { ConversationHeader } from './conversation-header.tsx'
import { ConversationList } from './conversation-list.tsx'
import { conversationQuery } from './get-conversation.ts'
import { messagesQuery } from './list-messages.ts'
import { listLoaded } from './loaded-messages.ts'
import { MessageSearch } from './message-search.tsx'
import { Thread } from './thread.tsx'
import { useHeightAboveKeyboard } from './use-height-above-keyboard.ts'

const back = { to: '/conversations', label: 'All messages' } as const

/** One conversation; on a desk the others stand beside it. */
export function ConversationPage() {
  const { connectionId = '' } = useParams({ strict: false })
  const [q, setQ] = useState('')
  return (
    <div className="lg:grid lg:grid-cols-[18rem_minmax(0,1fr)] lg:gap-8">
      <aside aria-label="Conversations" className="hidden max-h-[calc(100dvh-4rem)] overflow-y-auto lg:block">
        <MessageSearch q={q} onSearch={setQ}>
          <ConversationList />
        </MessageSearch>
      </aside>
      <ConversationPane key={connectionId} id={connectionId} />
    </div>
  )
}

function ConversationPane({ id }: { id: string }) {
  const { data: conversation, error, refetch } = useQuery(conversationQuery(id))
  const { at } = useSearch({ from: '/signed-in/conversations/$connectionId' })
  const { style, className } = usePaneHeight()
  if (error && !conversation) return <NoConversation error={error} retry={() => void refetch()} />
  return (
    <div style={style} className={`flex flex-col ${className}`}>
      {conversation ? (
        <ConversationHeader
          conversation={conversation}
          actions={
            <>
              {conversation.isOpen && <ProposeButton conversation={conversation} />}
              <Safety conversation={conversation} />
            </>
          }
        />
      ) : (
        <PageHeader title="Messages" back={back} />
      )}
      {conversation && <Thread conversation={conversation} at={at} />}
    </div>
  )
}

function Safety({ conversation: { id, partner } }: { conversation: Conversation }) {
  const navigate = useNavigate()
  const { data } = useQuery(messagesQuery(id))
  const theirs = data ? listLoaded(data).filter(({ senderId }) => senderId === partner.id) : []
  return (
    <SafetyButton
      person={partner}
      messages={theirs.filter(({ type, deletedAt }) => type !== 'system' && !deletedAt).toReversed()}
      onBlocked={() => void navigate({ to: '/conversations' })}
    />
  )
}

/** As high as what the frame, or the keyboard, leaves of the screen, so that only the messages scroll. */
function usePaneHeight() {
  const height = useHeightAboveKeyboard()
  useEffect(() => {
    // The browser has moved the page to show the field that the keyboard would have covered.
    if (height !== null) window.scrollTo(0, 0)
  }, [height])
  return {
    style: {
      '--visible': height === null ? '100dvh' : `calc(${height}px + var(--frame-bottom))`,
    } as CSSProperties,
    className:
      '-mb-6 h-[calc(var(--visible)-var(--frame-top)-var(--frame-bottom)-1rem)] lg:mb-0 lg:h-[calc(100dvh-4rem)]',
  }
}

function NoConversation({ error, retry }: { error: Error; retry: () => void }) {
  const isGone = error instanceof ProblemError && ['not-found', 'invalid-request'].includes(error.name)
  return (
    <div>
      <PageHeader title="Messages" back={back} />
      {isGone ? (
        <EmptyState
          icon={MessageCircleOff}
          title="There is no such conversation"
          text="The link may be old, or it belongs to someone else."
          action={<LinkButton to="/conversations">All messages</LinkButton>}
        />
      ) : (
        <ProblemNotice error={error} retry={retry} />
      )}
    </div>
  )
}
