import type { ReactNode } from 'react'
import type { Connection } from '#contract/connections.ts'
import { Avatar } from '../../ui/avatar.tsx'
import { Card } from '../../ui/card.tsx'
import { useMe } from '../accounts/get-me.ts'
import { SafetyButton } from '../reports/safety-button.tsx'
import { dateText } from './date-text.ts'

interface ConnectionCardProps {
  connection: Connection
  /** What has happened, before its date: "Asked you". */
  event: string
  heading?: 'h2' | 'h3'
  /** When that was. */
  at: string
  /** What can be done about it. */
  children?: ReactNode
}

/** Someone I asked, who asked me, or who studies with me. */
export function ConnectionCard({
  connection,
  event,
  at,
  heading: Heading = 'h2',
  children,
}: ConnectionCardProps) {
  const { partner, course, message, direction, status } = connection
  const { timeZone } = useMe().university
  return (
    <Card as="article" className="flex flex-col gap-4 sm:flex-row sm:items-center">
      <div className="flex min-w-0 flex-1 gap-3">
        <Avatar person={partner} size="lg" />
        <div className="min-w-0 flex-1">
          <Heading className="font-semibold">
            {partner.firstName} {partner.lastName}
          </Heading>
          <p className="text-sm text-soft">
            {course.code} · {course.name}
          </p>
          <p className="text-sm text-soft">
            {event} <time dateTime={at}>{dateText(at, timeZone)}</time>
          </p>
          {message && (
            <blockquote className="mt-2 rounded-lg bg-sunken px-3 py-2 text-sm whitespace-pre-line">
              <span className="sr-only">
                {direction === 'sent' ? 'You wrote: ' : `${partner.firstName} wrote: `}
              </span>
              {message}
            </blockquote>
          )}
        </div>
        <div className="-mt-2 -mr-2">
          <SafetyButton person={partner} isIgnorable={status === 'pending' && direction === 'received'} />
        </div>
      </div>
      {children && <div className="flex shrink-0 gap-2">{children}</div>}
    </Card>
  )
}
