import { useQuery } from '@tanstack/react-query'
import { ProblemNotice } from '../../ui/problem-notice.tsx'
import { Skeleton } from '../../ui/skeleton.tsx'
import { useChoice } from '../../ui/use-choice.ts'
import { KindTable } from './kind-table.tsx'
import { QuietHours } from './quiet-hours.tsx'
import { notificationSettingsQuery, usePutNotificationSettings } from './settings.ts'

/** Holds as soon as it is chosen. */
export function SettingsPanel() {
  const { data, error, refetch } = useQuery(notificationSettingsQuery)
  const put = usePutNotificationSettings()
  const [shown, choose] = useChoice(data, put.mutateAsync)
  if (error) return <ProblemNotice error={error} retry={() => void refetch()} />
  if (!shown) return <Skeleton className="h-80" />
  return (
    <div className="flex flex-col gap-6">
      <KindTable kinds={shown.kinds} onChange={(kinds) => choose({ ...shown, kinds })} />
      <label className="flex min-h-11 items-start gap-3">
        <input
          type="checkbox"
          aria-describedby="digest"
          aria-label="One mail a day"
          checked={shown.digest === 'daily'}
          onChange={({ target }) => choose({ ...shown, digest: target.checked ? 'daily' : 'off' })}
          className="mt-1 size-5 shrink-0 accent-accent"
        />
        <span>
          One mail a day
          <span id="digest" className="block text-sm text-soft">
            With what is still new in the afternoon; none when nothing is.
          </span>
        </span>
      </label>
      <QuietHours hours={shown.quietHours} onChange={(quietHours) => choose({ ...shown, quietHours })} />
      <ProblemNotice error={put.error} />
    </div>
  )
}
