import type { Conversation } from '#contract/conversations.ts'
import { sessionEventOf } from '../study-sessions/session-event.ts'
import { SessionLine } from '../study-sessions/session-line.tsx'
import type { Run } from './message-days.ts'

interface SystemLineProps {
  run: Run
  conversation: Conversation
}

/** What the service says within a conversation. */
export function SystemLine({ run, conversation }: SystemLineProps) {
  const withdrawn = run.filter((message) => !sessionEventOf(message))
  return (
    <div className="flex flex-col gap-3 text-center text-sm text-soft">
      {withdrawn.length > 0 && (
        <p>
          {withdrawn.length === 1 ? 'A message' : `${withdrawn.length} messages`} of somebody who has left
        </p>
      )}
      {run.map((message) => {
        const event = sessionEventOf(message)
        return (
          event && (
            <SessionLine
              key={message.id}
              event={event}
              isMine={message.senderId !== conversation.partner.id}
              conversation={conversation}
            />
          )
        )
      })}
    </div>
  )
}
