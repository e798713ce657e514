import { Link } from '@tanstack/react-router'
import type { FoundMessage } from '#contract/message-search.ts'
import { Avatar } from '../../ui/avatar.tsx'
import { useMe } from '../accounts/get-me.ts'
import { excerptOf } from './excerpt.ts'
import { NameAndTime } from './name-and-time.tsx'

/** A message that was found: leads to it in its conversation. */
export function FoundLink({ found, words }: { found: FoundMessage; words: string }) {
  const { conversationId, partner, message } = found
  const me = useMe()
  return (
    <Link
      to="/conversations/$connectionId"
      params={{ connectionId: conversationId }}
      search={{ at: message.sequence }}
      className="flex items-center gap-3 rounded-xl p-3 hover:bg-sunken"
    >
      <Avatar person={partner} size="md" />
      <span className="min-w-0 flex-1">
        <NameAndTime person={partner} at={message.sentAt} />
        <span className="line-clamp-2 text-sm text-soft">
          {message.senderId === me.id && 'You: '}
          {excerptOf(message.content, words).map(({ text, isFound }, index) =>
            isFound ? (
              <mark key={index} className="bg-transparent font-semibold text-ink">
                {text}
              </mark>
            ) : (
              text
            ),
          )}
        </span>
      </span>
    </Link>
  )
}
