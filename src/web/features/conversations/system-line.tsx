import type { Conversation, Message } from '#contract/conversations.ts'
import { sessionEventOf } from '../study-sessions/session-event.ts'
import { SessionLine } from '../study-sessions/session-line.tsx'

interface SystemLineProps {
  message: Message
  conversation: Conversation
}

/** What the service says within a conversation. */
export function SystemLine({ message, conversation }: SystemLineProps) {
  const event = sessionEventOf(message)
  const isMine = message.senderId !== conversation.partner.id
  return (
    <div data-sequence={message.sequence} className="text-center text-sm text-soft">
      {event ? (
        <SessionLine event={event} isMine={isMine} conversation={conversation} />
      ) : (
        'A message of somebody who has left'
      )}
    </div>
  )
}
