import { Link } from '@tanstack/react-router'
import type { StudySession } from '#contract/study-sessions.ts'
import { Avatar } from '../../ui/avatar.tsx'
import { useMe } from '../accounts/get-me.ts'
import { sessionTime } from './session-time.ts'

/** What was agreed on, in a list; leads to the conversation. */
export function SessionItem({ session }: { session: StudySession }) {
  const { conversationId, partner, course, place } = session
  const { timeZone } = useMe().university
  return (
    <li>
      <Link
        to="/conversations/$connectionId"
        params={{ connectionId: conversationId }}
        className="flex items-center gap-3.5 p-4 hover:bg-sunken sm:px-5"
      >
        <Avatar person={partner} />
        <span className="min-w-0">
          <span className="block font-medium">{sessionTime(session, timeZone)}</span>
          <span className="block truncate text-sm text-soft">
            {course.code} with {partner.firstName} {partner.lastName}
            {place && ` · ${place}`}
          </span>
        </span>
      </Link>
    </li>
  )
}
