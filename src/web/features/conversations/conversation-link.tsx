import { Link } from '@tanstack/react-router'
import type { Conversation } from '#contract/conversations.ts'
import { Avatar } from '../../ui/avatar.tsx'
import { useMe } from '../accounts/get-me.ts'
import { previewOf } from './message-words.ts'
import { NameAndTime } from './name-and-time.tsx'

/** One conversation in the list: who, which course, what was said last, when, and how much is new. */
export function ConversationLink({ conversation }: { conversation: Conversation }) {
  const { id, partner, course, lastMessage, activeAt, unread, isOpen } = conversation
  const me = useMe()
  const weight = unread > 0 ? 'font-semibold text-ink' : 'text-soft'
  return (
    <Link
      to="/conversations/$connectionId"
      params={{ connectionId: id }}
      className="flex items-center gap-3 rounded-xl p-3 hover:bg-sunken aria-[current=page]:bg-accent-tint"
    >
      <Avatar person={partner} size="md" />
      <span className="min-w-0 flex-1">
        <NameAndTime person={partner} at={activeAt} />
        <span className="block truncate text-xs text-soft">
          {course.code}
          {!isOpen && ' · ended'}
        </span>
        <span className="flex items-center gap-2">
          <span className={`flex-1 truncate text-sm ${weight}`}>
            {lastMessage
              ? `${lastMessage.senderId === me.id ? 'You: ' : ''}${previewOf(lastMessage)}`
              : 'Connected. Say hello!'}
          </span>
          {unread > 0 && (
            <span className="min-w-5 rounded-full bg-accent px-1.5 text-center text-xs leading-5 font-semibold text-accent-ink">
              {unread}
              <span className="sr-only"> new</span>
            </span>
          )}
        </span>
      </span>
    </Link>
  )
}
