import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { outboxQuery } from './list-outbox.ts'

/** Leads to the mail that a trial set-up keeps; shows nothing where mail really goes out. */
export function OutboxLink() {
  const { isSuccess } = useQuery(outboxQuery)
  if (!isSuccess) return null
  return (
    <p className="text-sm text-soft">
      This is a trial without a mail server: the mail is{' '}
      <Link to="/outbox" className="font-medium text-accent-text underline underline-offset-4">
        in the outbox
      </Link>
      .
    </p>
  )
}
