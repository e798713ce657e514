import { useQuery } from '@tanstack/react-query'
import type { Connection } from '#contract/connections.ts'
import { Avatar } from '../../ui/avatar.tsx'
import { LinkButton } from '../../ui/button.tsx'
import { pendingReceivedQuery } from '../connections/list-connections.ts'

const shown = 3

/** Who waits for an answer of mine; nothing when nobody does. */
export function Requests() {
  const { data: requests = [] } = useQuery(pendingReceivedQuery)
  if (requests.length === 0) return null
  return (
    <section aria-labelledby="requests" className="rounded-xl border bg-surface">
      <div className="flex items-center justify-between gap-4 p-4 sm:px-5">
        <h2 id="requests" className="text-lg font-semibold">
          {requests.length === 1 ? '1 request for you' : `${requests.length} requests for you`}
        </h2>
        <LinkButton to="/connections" size="sm">
          Answer
        </LinkButton>
      </div>
      <ul className="divide-y border-t">
        {requests.slice(0, shown).map((request) => (
          <RequestItem key={request.id} request={request} />
        ))}
      </ul>
    </section>
  )
}

function RequestItem({ request: { partner, course, message } }: { request: Connection }) {
  return (
    <li className="flex items-center gap-3.5 p-4 sm:px-5">
      <Avatar person={partner} />
      <div className="min-w-0">
        <p className="font-medium">
          {partner.firstName} {partner.lastName}
          <span className="font-normal text-soft"> · {course.code}</span>
        </p>
        <p className="truncate text-sm text-soft">
          {message ?? `Would like to study ${course.name} with you`}
        </p>
      </div>
    </li>
  )
}
