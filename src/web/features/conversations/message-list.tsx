import type { Conversation, Message, PartnerAt } from '#contract/conversations.ts'
import { useMe } from '../accounts/get-me.ts'
import { MessageBubble } from './message-bubble.tsx'
import { groupMessages, type Run } from './message-days.ts'
import type { MessageActions } from './message-menu.tsx'
import { SystemLine } from './system-line.tsx'
import { clockText, dayText } from './time-text.ts'

interface MessageListProps {
  messages: readonly Message[]
  conversation: Conversation
  actions: MessageActions
}

/** Messages by day, oldest first. */
export function MessageList({ messages, conversation, actions }: MessageListProps) {
  const { timeZone } = useMe().university
  return groupMessages(messages, timeZone).map(({ number, at, runs }) => (
    <section key={number} aria-label={dayText(at, timeZone)}>
      {/* No anchor for scrolling: earlier messages of the day come in between. */}
      <p aria-hidden="true" className="[overflow-anchor:none] my-4 text-center text-xs font-medium text-soft">
        {dayText(at, timeZone)}
      </p>
      <ol className="flex flex-col gap-3">
        {runs.map((run) => (
          <RunOfMessages
            key={run[0]?.id}
            run={run}
            conversation={conversation}
            actions={actions}
            isNewest={run.at(-1) === messages.at(-1)}
          />
        ))}
      </ol>
    </section>
  ))
}

interface RunProps extends Omit<MessageListProps, 'messages'> {
  run: Run
  /** Whether nothing comes after it. */
  isNewest: boolean
}

function RunOfMessages({ run, conversation, actions, isNewest }: RunProps) {
  const me = useMe()
  const [first] = run
  const last = run.at(-1)
  if (!first || !last) return null
  if (first.type === 'system')
    return (
      <li>
        <SystemLine run={run} conversation={conversation} />
      </li>
    )

  const isMine = first.senderId === me.id
  const { partner, partnerAt } = conversation
  return (
    <li>
      <ol className="flex flex-col gap-1">
        {run.map((message) => (
          <MessageBubble
            key={message.id}
            message={message}
            isMine={isMine}
            nameOf={(senderId) => (senderId === me.id ? 'You' : partner.firstName)}
            actions={actions}
          >
            {(message === last || message.editedAt) && (
              <span className="mt-1 px-1 text-xs text-soft">
                {message.editedAt && 'Edited · '}
                <time dateTime={message.sentAt}>{clockText(message.sentAt, me.university.timeZone)}</time>
                {isMine && isNewest && message === last && ` · ${stateOf(last.sequence, partnerAt)}`}
              </span>
            )}
          </MessageBubble>
        ))}
      </ol>
    </li>
  )
}

function stateOf(sequence: number, { delivered, read }: PartnerAt): string {
  if (read !== null && sequence <= read) return 'Read'
  return sequence <= delivered ? 'Delivered' : 'Sent'
}
