import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Bell as Icon } from 'lucide-react'
import { unseenQuery } from './list-notifications.ts'

/** Stands in the frame and counts what is new. */
export function Bell({ className = '' }: { className?: string }) {
  const { data: unseen = 0 } = useQuery(unseenQuery)
  return (
    <Link
      to="/notifications"
      aria-label={unseen > 0 ? `Notifications, ${unseen} new` : 'Notifications'}
      className={`relative inline-flex size-11 items-center justify-center rounded-full text-soft hover:bg-sunken hover:text-ink aria-[current=page]:text-accent-text ${className}`}
    >
      <Icon aria-hidden="true" className="size-5.5 lg:size-5" />
      {unseen > 0 && (
        <span
          aria-hidden="true"
          className="absolute top-0.5 left-[calc(50%+0.1rem)] min-w-5 rounded-full bg-accent px-1.5 text-center text-[0.7rem] leading-5 font-semibold text-accent-ink"
        >
          {unseen > 99 ? '99+' : unseen}
        </span>
      )}
    </Link>
  )
}
