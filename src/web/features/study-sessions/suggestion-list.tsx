import type { UseQueryResult } from '@tanstack/react-query'
import { useId } from 'react'
import type { Suggestion } from '#contract/study-sessions.ts'
import { ProblemNotice } from '../../ui/problem-notice.tsx'
import { Skeleton } from '../../ui/skeleton.tsx'
import { useMe } from '../accounts/get-me.ts'
import { sessionDay, sessionHours } from './session-time.ts'

interface SuggestionListProps {
  query: UseQueryResult<Suggestion[]>
  chosen: Pick<Suggestion, 'date' | 'start'>
  onChoose: (suggestion: Suggestion) => void
}

const shown = 6

/** The next hours that both have free; choosing some fills them in. */
export function SuggestionList({ query, chosen, onChoose }: SuggestionListProps) {
  const heading = useId()
  const { timeZone } = useMe().university
  if (query.isPending) return <Skeleton className="h-24" />
  if (query.error) return <ProblemNotice error={query.error} retry={() => void query.refetch()} />
  if (query.data.length === 0)
    return (
      <p className="text-sm text-soft">You share no free hours in the next two weeks. Choose any time.</p>
    )
  return (
    <div>
      <h3 id={heading} className="mb-1.5 text-sm font-medium">
        When you are both free
      </h3>
      <ul aria-labelledby={heading} className="grid grid-cols-2 gap-2">
        {query.data.slice(0, shown).map((suggestion) => (
          <li key={suggestion.startsAt}>
            <button
              type="button"
              aria-pressed={suggestion.date === chosen.date && suggestion.start === chosen.start}
              onClick={() => onChoose(suggestion)}
              className="w-full rounded-xl border border-line px-3 py-1.5 text-left text-sm hover:bg-sunken aria-pressed:border-accent aria-pressed:bg-accent-tint aria-pressed:text-accent-text"
            >
              <span className="block font-medium">{sessionDay(suggestion, timeZone)}</span>
              {sessionHours(suggestion, timeZone)}
            </button>
          </li>
        ))}
      </ul>
    </div>
  )
}
