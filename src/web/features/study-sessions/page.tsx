import { useQuery } from '@tanstack/react-query'
import { CalendarClock } from 'lucide-react'
import { LinkButton } from '../../ui/button.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { PageHeader } from '../../ui/page-header.tsx'
import { ProblemNotice } from '../../ui/problem-notice.tsx'
import { Section } from '../../ui/section.tsx'
import { Skeleton } from '../../ui/skeleton.tsx'
import { CalendarPanel } from './calendar-panel.tsx'
import { comingSessionsQuery } from './list-sessions.ts'
import { SessionItem } from './session-item.tsx'

export function StudySessionsPage() {
  return (
    <>
      <PageHeader title="Study sessions" text="What you and your partners have agreed on." />
      <div className="grid grid-cols-[minmax(0,1fr)] gap-5 lg:grid-cols-[minmax(0,1fr)_20rem] lg:items-start">
        <Sessions />
        <Section id="calendar" title="In your calendar">
          <CalendarPanel />
        </Section>
      </div>
    </>
  )
}

function Sessions() {
  const { data: sessions, error, refetch } = useQuery(comingSessionsQuery(60))
  if (error) return <ProblemNotice error={error} retry={() => void refetch()} />
  if (!sessions) return <Skeleton className="h-40" />
  if (sessions.length === 0)
    return (
      <EmptyState
        icon={CalendarClock}
        title="Nothing agreed on yet"
        text="Open a conversation and propose when to study together."
        action={<LinkButton to="/conversations">Messages</LinkButton>}
      />
    )
  return (
    <ul aria-label="Coming sessions" className="divide-y rounded-xl border bg-surface">
      {sessions.map((session) => (
        <SessionItem key={session.id} session={session} />
      ))}
    </ul>
  )
}
