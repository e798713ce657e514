import { Link } from '@tanstack/react-router'
import type { Notification } from '#contract/notifications.ts'
import { Avatar } from '../../ui/avatar.tsx'
import { useMe } from '../accounts/get-me.ts'
import { clockText } from '../conversations/time-text.ts'
import { notificationWords } from './notification-words.ts'

/** Leads to what it tells of. */
export function NotificationItem({ notification, isNew }: { notification: Notification; isNew: boolean }) {
  const { at, partner, courseCode, conversationId } = notification
  const { timeZone } = useMe().university
  const place = conversationId
    ? ({ to: '/conversations/$connectionId', params: { connectionId: conversationId } } as const)
    : ({ to: '/connections' } as const)
  return (
    <li>
      <Link {...place} className="flex items-center gap-3.5 p-4 hover:bg-sunken sm:px-5">
        <Avatar person={partner} />
        <span className="min-w-0 flex-1">
          <span className={isNew ? 'font-semibold' : ''}>{notificationWords(notification)}</span>
          <span className="block text-sm text-soft">
            {courseCode} · <time dateTime={at}>{clockText(at, timeZone)}</time>
          </span>
        </span>
        {isNew && (
          <span className="size-2.5 shrink-0 rounded-full bg-accent">
            <span className="sr-only">New</span>
          </span>
        )}
      </Link>
    </li>
  )
}
