import type { Connection } from '#contract/connections.ts'
import { ConnectionCard } from './connection-card.tsx'
import { ConnectionList } from './connection-list.tsx'

/** What was declined, withdrawn or ended. */
export function PastPanel() {
  return (
    <div className="flex flex-col gap-8">
      <Past title="Declined" status="declined" />
      <Past title="Withdrawn, ended or lapsed" status="cancelled" />
    </div>
  )
}

function Past({ title, status }: { title: string; status: 'declined' | 'cancelled' }) {
  return (
    <section aria-labelledby={`past-${status}`}>
      <h2 id={`past-${status}`} className="mb-3 font-semibold">
        {title}
      </h2>
      <ConnectionList
        filter={{ status }}
        empty={<p className="text-soft">Nothing here.</p>}
        card={(connection) => (
          <ConnectionCard
            connection={connection}
            heading="h3"
            event={eventOf(connection)}
            at={connection.respondedAt ?? connection.requestedAt}
          />
        )}
      />
    </section>
  )
}

function eventOf({ status, direction, hasLapsed }: Connection): string {
  if (hasLapsed)
    return direction === 'sent' ? 'No answer within a week, lapsed' : 'You did not answer, lapsed'
  if (status === 'cancelled') return 'Closed'
  return direction === 'sent' ? 'Declined' : 'You declined'
}
