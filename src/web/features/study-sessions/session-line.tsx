import { useQuery } from '@tanstack/react-query'
import { CalendarCheck, CalendarClock, CalendarX } from 'lucide-react'
import type { Conversation } from '#contract/conversations.ts'
import type { StudySession } from '#contract/study-sessions.ts'
import { useMe } from '../accounts/get-me.ts'
import { conversationSessionsQuery } from './list-sessions.ts'
import { SessionActions } from './session-actions.tsx'
import { eventText, type SessionEvent } from './session-event.ts'
import { sessionTime } from './session-time.ts'

interface SessionLineProps {
  event: SessionEvent
  /** Whether I did it. */
  isMine: boolean
  conversation: Conversation
}

const icons = {
  proposed: CalendarClock,
  accepted: CalendarCheck,
  declined: CalendarX,
  cancelled: CalendarX,
}

/** What happened to a session, within the messages; with what one can do about it where it is still open. */
export function SessionLine({ event, isMine, conversation }: SessionLineProps) {
  const { data: sessions } = useQuery(conversationSessionsQuery(conversation.id))
  const session = sessions?.find(({ id }) => id === event.sessionId)
  const { timeZone } = useMe().university
  const who = isMine ? 'You' : conversation.partner.firstName
  const said = `${who} ${eventText(event).toLowerCase()}`
  if (!session) return <p>{said}</p>
  const when = sessionTime(session, timeZone)
  if (session.status !== event.what || isOver(session))
    return (
      <p>
        {said}: {when}
        {event.what === 'proposed' && fates[session.status]}
      </p>
    )
  const Icon = icons[event.what]
  return (
    <section
      aria-label={`${said}, ${when}`}
      className="mx-auto flex w-full max-w-sm flex-col gap-3 rounded-2xl border bg-surface p-4 text-left text-ink"
    >
      <div className="flex gap-3">
        <Icon aria-hidden="true" className="mt-0.5 size-5 shrink-0 text-accent-text" />
        <div className="min-w-0">
          <p className="text-soft">{said}</p>
          <p className="text-base font-semibold">{when}</p>
          {session.place && <p className="break-words">{session.place}</p>}
        </div>
      </div>
      <SessionActions session={session} conversation={conversation} />
    </section>
  )
}

const isOver = ({ endsAt }: StudySession) => Date.parse(endsAt) < Date.now()

const fates: Partial<Record<StudySession['status'], string>> = {
  countered: '. Another time was proposed.',
  lapsed: '. Nobody answered in time.',
}
