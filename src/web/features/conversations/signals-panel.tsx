import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { getSignals, putSignals, type Signals } from '#contract/conversations.ts'
import { call } from '../../api/client.ts'
import { ProblemNotice } from '../../ui/problem-notice.tsx'
import { Skeleton } from '../../ui/skeleton.tsx'
import { useChoice } from '../../ui/use-choice.ts'

const queryKey = ['signals']

const choices = [
  { name: 'reading', label: 'That I have read their messages' },
  { name: 'presence', label: 'Whether I am here, and when I was last' },
] as const

/** Holds as soon as it is chosen. */
export function SignalsPanel() {
  const client = useQueryClient()
  const { data, error, refetch } = useQuery({
    queryKey,
    queryFn: ({ signal }) => call(getSignals, { signal }),
  })
  const put = useMutation({
    mutationFn: (body: Signals) => call(putSignals, { body }),
    onSuccess(_nothing, signals) {
      client.setQueryData(queryKey, signals)
      void client.invalidateQueries({ queryKey: ['conversations'] })
    },
  })
  const [shown, choose] = useChoice(data, put.mutateAsync)
  if (error) return <ProblemNotice error={error} retry={() => void refetch()} />
  if (!shown) return <Skeleton className="h-20" />
  return (
    <div className="flex flex-col gap-1">
      {choices.map(({ name, label }) => (
        <label key={name} className="flex min-h-11 items-center gap-3">
          <input
            type="checkbox"
            checked={shown[name]}
            onChange={({ target }) => choose({ ...shown, [name]: target.checked })}
            className="size-5 shrink-0 accent-accent"
          />
          {label}
        </label>
      ))}
      <p className="text-sm text-soft">What you do not tell you are not told either.</p>
      <ProblemNotice error={put.error} />
    </div>
  )
}
