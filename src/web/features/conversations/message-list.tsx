import type { Conversation, Message, PartnerAt } from '#contract/conversations.ts'
import { useMe } from '../accounts/get-me.ts'
import { Bubble } from './bubble.tsx'
import { groupMessages, type Run } from './message-days.ts'
import { clockText, dayText } from './time-text.ts'

interface MessageListProps {
  messages: readonly Message[]
  conversation: Conversation
}

/** Messages by day, oldest first. */
export function MessageList({ messages, conversation }: MessageListProps) {
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
            isNewest={run.at(-1) === messages.at(-1)}
          />
        ))}
      </ol>
    </section>
  ))
}

interface RunProps {
  run: Run
  conversation: Conversation
  /** Whether nothing comes after it. */
  isNewest: boolean
}

function RunOfMessages({ run, conversation, isNewest }: RunProps) {
  const me = useMe()
  const [first] = run
  const last = run.at(-1)
  if (!first || !last) return null
  if (first.type === 'system')
    return <li className="text-center text-sm text-soft">{run.map(({ content }) => content).join(' ')}</li>

  const isMine = first.senderId === me.id
  const { partner, partnerAt } = conversation
  return (
    <li>
      <ol className="flex flex-col gap-1">
        {run.map((message) => (
          <Bubble
            key={message.id}
            content={message.content}
            isMine={isMine}
            sender={isMine ? 'You' : partner.firstName}
          >
            {message === last && (
              <span className="mt-1 px-1 text-xs text-soft">
                <time dateTime={message.sentAt}>{clockText(message.sentAt, me.university.timeZone)}</time>
                {isMine && isNewest && ` · ${stateOf(last.sequence, partnerAt)}`}
              </span>
            )}
          </Bubble>
        ))}
      </ol>
    </li>
  )
}

function stateOf(sequence: number, { delivered, read }: PartnerAt): string {
  if (read !== null && sequence <= read) return 'Read'
  return sequence <= delivered ? 'Delivered' : 'Sent'
}
