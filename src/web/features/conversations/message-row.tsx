import { Check, CheckCheck } from 'lucide-react'
import { memo } from 'react'
import type { Me } from '#contract/accounts.ts'
import type { Conversation, Message, PartnerAt } from '#contract/conversations.ts'
import { MessageBubble } from './message-bubble.tsx'
import { continues, opensDay } from './message-days.ts'
import type { MessageActions } from './message-menu.tsx'
import { SystemLine } from './system-line.tsx'
import { clockText, dayText } from './time-text.ts'

interface MessageRowProps {
  message: Message
  /** Its neighbours, as far as they are here. */
  previous: Message | undefined
  next: Message | undefined
  /** Whether nothing comes after it. */
  isNewest: boolean
  me: Me
  conversation: Conversation
  actions: MessageActions
  /** How many are new from here on; 0 where the line is elsewhere. */
  unread: number
  /** Stands out, because one has looked for it. */
  isFound: boolean
}

/** A message, with the day, the line of what is new, and the time, where they belong. */
export const MessageRow = memo(function MessageRow({
  message,
  previous,
  next,
  isNewest,
  me,
  conversation,
  actions,
  unread,
  isFound,
}: MessageRowProps) {
  const { sequence, senderId, sentAt, editedAt } = message
  const { timeZone } = me.university
  const isDay = opensDay(previous, message, timeZone)
  const isMine = senderId === me.id
  const isEnd = !continues(message, next)
  const isClose = continues(previous, message) && !isDay && unread === 0
  return (
    <div className={isClose ? 'pt-1' : 'pt-3'}>
      {isDay && (
        <p className="mt-1 mb-3 text-center text-xs font-medium text-soft">{dayText(sentAt, timeZone)}</p>
      )}
      {unread > 0 && <NewLine count={unread} />}
      {message.type === 'system' ? (
        <SystemLine message={message} conversation={conversation} />
      ) : (
        <MessageBubble
          message={message}
          isMine={isMine}
          isFound={isFound}
          nameOf={(id) => (id === me.id ? 'You' : conversation.partner.firstName)}
          actions={actions}
        >
          {(isEnd || editedAt) && (
            <span className="mt-1 flex items-center gap-1 px-1 text-xs text-soft">
              {editedAt && 'Edited ·'}
              <time dateTime={sentAt}>{clockText(sentAt, timeZone)}</time>
              {isMine && isNewest && <State of={stateOf(sequence, conversation.partnerAt)} />}
            </span>
          )}
        </MessageBubble>
      )}
    </div>
  )
})

function NewLine({ count }: { count: number }) {
  return (
    <p className="mb-3 flex items-center gap-3 text-xs font-semibold text-accent-text before:h-px before:flex-1 before:bg-accent after:h-px after:flex-1 after:bg-accent">
      {count} new
    </p>
  )
}

type MessageState = 'Sent' | 'Delivered' | 'Read'

function State({ of }: { of: MessageState }) {
  const Icon = of === 'Sent' ? Check : CheckCheck
  return (
    <span className={`flex items-center gap-1 ${of === 'Read' ? 'text-accent-text' : ''}`}>
      <Icon aria-hidden="true" className="size-3.5" />
      {of}
    </span>
  )
}

function stateOf(sequence: number, { delivered, read }: PartnerAt): MessageState {
  if (read !== null && sequence <= read) return 'Read'
  return sequence <= delivered ? 'Delivered' : 'Sent'
}
