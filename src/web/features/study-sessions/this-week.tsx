import { useQuery } from '@tanstack/react-query'
import { LinkButton } from '../../ui/button.tsx'
import { comingSessionsQuery } from './list-sessions.ts'
import { SessionItem } from './session-item.tsx'

/** What I have agreed on for the next seven days; nothing when that is nothing. */
export function ThisWeek() {
  const { data: sessions = [] } = useQuery(comingSessionsQuery(7))
  if (sessions.length === 0) return null
  return (
    <section aria-labelledby="this-week" className="rounded-xl border bg-surface">
      <div className="flex items-center justify-between gap-4 p-4 sm:px-5">
        <h2 id="this-week" className="text-lg font-semibold">
          This week
        </h2>
        <LinkButton to="/sessions" size="sm" variant="secondary">
          All sessions
        </LinkButton>
      </div>
      <ul className="divide-y border-t">
        {sessions.map((session) => (
          <SessionItem key={session.id} session={session} />
        ))}
      </ul>
    </section>
  )
}
