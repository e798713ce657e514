import { useQuery } from '@tanstack/react-query'
import { MailOpen } from 'lucide-react'
import { Card } from '../../ui/card.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { PageHeader } from '../../ui/page-header.tsx'
import { ProblemNotice } from '../../ui/problem-notice.tsx'
import { Skeleton } from '../../ui/skeleton.tsx'
import { outboxQuery } from './list-outbox.ts'

const time = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'short' })

/** The mail of a trial set-up, newest first; new mail appears by itself. */
export function OutboxPage() {
  const { data: mails, error } = useQuery({ ...outboxQuery, refetchInterval: 3000 })
  return (
    <>
      <PageHeader title="Outbox" text="This trial has no mail server. What it would have sent stays here." />
      <ProblemNotice error={error} />
      {!mails && !error && <Skeleton className="h-40" />}
      {mails?.length === 0 && (
        <EmptyState icon={MailOpen} title="No mail yet" text="Sign up, and the first one appears here." />
      )}
      <ul className="flex flex-col gap-4">
        {mails?.map((mail) => (
          <Card as="li" key={mail.id}>
            <h2 className="font-semibold">{mail.subject}</h2>
            <p className="text-sm text-soft">
              To {mail.to} · <time dateTime={mail.sentAt}>{time.format(new Date(mail.sentAt))}</time>
            </p>
            <p className="mt-3 text-sm break-words whitespace-pre-line">{mail.text}</p>
            {mail.link && (
              <a
                href={mail.link}
                className="mt-3 inline-flex min-h-11 items-center font-medium text-accent-text underline underline-offset-4"
              >
                Open the link
              </a>
            )}
          </Card>
        ))}
      </ul>
    </>
  )
}
