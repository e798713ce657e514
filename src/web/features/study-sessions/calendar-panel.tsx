import { useQuery } from '@tanstack/react-query'
import { CalendarPlus, Copy } from 'lucide-react'
import { Button, ButtonAnchor } from '../../ui/button.tsx'
import { Field } from '../../ui/field.tsx'
import { ProblemNotice } from '../../ui/problem-notice.tsx'
import { Skeleton } from '../../ui/skeleton.tsx'
import { TextInput } from '../../ui/text-input.tsx'
import { useToast } from '../../ui/toast.tsx'
import { calendarFeedQuery, useChangeCalendarFeed } from './calendar-feed.ts'

/** The private address by which one's calendar shows all sessions. */
export function CalendarPanel() {
  const { data: url, error, refetch } = useQuery(calendarFeedQuery)
  const change = useChangeCalendarFeed()
  if (error) return <ProblemNotice error={error} retry={() => void refetch()} />
  if (url === undefined) return <Skeleton className="h-24" />
  return (
    <div className="flex flex-col gap-3">
      <p className="text-sm text-soft">
        Your calendar can subscribe to your sessions and keep up with them. Whoever has the address can read
        them.
      </p>
      {url && <Address url={url} />}
      <ProblemNotice error={change.error} />
      <div className="flex flex-wrap gap-2">
        <Button
          size="sm"
          variant="secondary"
          busy={change.isPending && change.variables === 'renew'}
          disabled={change.isPending}
          onClick={() => change.mutate('renew')}
        >
          {url ? 'Make another address' : 'Make an address'}
        </Button>
        {url && (
          <Button
            size="sm"
            variant="quiet"
            busy={change.isPending && change.variables === 'end'}
            disabled={change.isPending}
            onClick={() => change.mutate('end')}
          >
            End it
          </Button>
        )}
      </div>
    </div>
  )
}

function Address({ url }: { url: string }) {
  const toast = useToast()
  const copy = () =>
    navigator.clipboard.writeText(url).then(
      () => toast({ text: 'Address copied', tone: 'success' }),
      () => toast({ text: 'Your browser does not let us copy; select the address instead.', tone: 'error' }),
    )
  return (
    <>
      <Field label="Address of your calendar">
        <TextInput readOnly value={url} onFocus={({ target }) => target.select()} />
      </Field>
      <div className="flex flex-wrap gap-2">
        <ButtonAnchor size="sm" href={url.replace(/^https?:/, 'webcal:')}>
          <CalendarPlus aria-hidden="true" />
          Subscribe
        </ButtonAnchor>
        <Button size="sm" variant="secondary" onClick={() => void copy()}>
          <Copy aria-hidden="true" />
          Copy
        </Button>
      </div>
    </>
  )
}
