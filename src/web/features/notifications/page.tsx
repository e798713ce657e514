import { useInfiniteQuery } from '@tanstack/react-query'
import { Bell, SlidersHorizontal } from 'lucide-react'
import type { Notification } from '#contract/notifications.ts'
import { LinkButton } from '../../ui/button.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { PageHeader } from '../../ui/page-header.tsx'
import { ProblemNotice } from '../../ui/problem-notice.tsx'
import { ShowMore } from '../../ui/show-more.tsx'
import { Skeleton } from '../../ui/skeleton.tsx'
import { useMe } from '../accounts/get-me.ts'
import { dayText } from '../conversations/time-text.ts'
import { notificationsQuery } from './list-notifications.ts'
import { useMarkSeen } from './mark-seen.ts'
import { NotificationItem } from './notification-item.tsx'

export function NotificationsPage() {
  const query = useInfiniteQuery(notificationsQuery)
  const notifications = query.data?.pages.flatMap(({ items }) => items) ?? []
  return (
    <>
      <PageHeader
        title="Notifications"
        actions={
          <LinkButton to="/profile/notifications" size="sm" variant="secondary">
            <SlidersHorizontal aria-hidden="true" />
            Choose
          </LinkButton>
        }
      />
      <div className="max-w-2xl">
        {query.isPending && <Skeleton className="h-60" />}
        <ProblemNotice error={query.error} retry={() => void query.refetch()} />
        {query.isSuccess && notifications.length === 0 && (
          <EmptyState
            icon={Bell}
            title="Nothing yet"
            text="Requests, answers, messages and study sessions are listed here."
          />
        )}
        <Days notifications={notifications} />
        <ShowMore list={query} />
      </div>
    </>
  )
}

function Days({ notifications }: { notifications: readonly Notification[] }) {
  const { timeZone } = useMe().university
  const fresh = useMarkSeen(notifications)
  const days = Map.groupBy(notifications, ({ at }) => dayText(at, timeZone))
  return [...days].map(([day, ofDay]) => (
    <section key={day} aria-label={day} className="mb-6">
      <h2 className="mb-2 text-sm font-medium text-soft">{day}</h2>
      <ul className="divide-y overflow-hidden rounded-xl border bg-surface">
        {ofDay.map((notification) => (
          <NotificationItem
            key={notification.id}
            notification={notification}
            isNew={fresh.has(notification.id)}
          />
        ))}
      </ul>
    </section>
  ))
}
