import { useQuery } from '@tanstack/react-query'
import type { Conversation } from '#contract/conversations.ts'
import { useMe } from '../accounts/get-me.ts'
import { dateText } from '../connections/date-text.ts'
import { connectionQuery } from '../connections/get-connection.ts'

/** How the two came together, above the first message. */
export function FirstWords({ conversation: { id, partner, course } }: { conversation: Conversation }) {
  const { data: connection } = useQuery(connectionQuery(id))
  const { timeZone } = useMe().university
  if (!connection) return null
  const asked =
    connection.direction === 'sent' ? `You asked ${partner.firstName}` : `${partner.firstName} asked you`
  return (
    <div className="mx-auto max-w-md py-4 text-center text-sm text-soft">
      <p>
        {asked} to study together for {course.code}.
        {connection.status === 'accepted' &&
          connection.respondedAt &&
          ` Connected ${dateText(connection.respondedAt, timeZone)}.`}
      </p>
      {connection.message && (
        <blockquote className="mt-1 whitespace-pre-line italic">“{connection.message}”</blockquote>
      )}
    </div>
  )
}
