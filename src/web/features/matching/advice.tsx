import { Plus } from 'lucide-react'
import { useRef } from 'react'
import type { MatchAdvice } from '#contract/matching.ts'
import { Button, LinkButton } from '../../ui/button.tsx'
import { useFocusKept } from '../connections/use-focus-kept.ts'
import { adviceLines, hourName } from './advice-text.ts'
import type { Filters } from './filters.ts'
import type { AdvisedHour } from './use-advised-hours.ts'

export interface AdviceProps {
  advice: MatchAdvice
  filters: Filters
  /** Whether I have marked any free hours. */
  hasHours: boolean
  /** The hour that is being added. */
  adding: AdvisedHour | undefined
  onFilter: (filters: Filters) => void
  onAdd: (hour: AdvisedHour) => void
}

/** What leaves people out, and which hours would bring some in; each with the button that does it. */
export function Advice({ advice, filters, hasHours, adding, onFilter, onAdd }: AdviceProps) {
  const place = useRef<HTMLDivElement>(null)
  const lines = adviceLines(advice, filters, hasHours)
  useFocusKept(place, JSON.stringify(advice))
  return (
    <div ref={place} tabIndex={-1} className="flex flex-col gap-4 rounded-lg text-sm">
      {lines.length > 0 && (
        <ul className="flex flex-col gap-1">
          {lines.map(({ text, filter }) => (
            <li key={text} className="flex items-center justify-between gap-3">
              <span className="min-w-0 py-1">{text}</span>
              {filter && (
                <Button
                  variant="quiet"
                  size="sm"
                  className="-mr-3"
                  onClick={() => onFilter({ ...filters, [filter]: undefined })}
                >
                  Take it away<span className="sr-only">: {text}</span>
                </Button>
              )}
            </li>
          ))}
        </ul>
      )}
      <div>
        <h3 className="font-semibold">Hours that would bring more</h3>
        {advice.hours.length === 0 ? (
          <p className="mt-1 text-soft">
            No single hour more would bring three others or more at the moment.
          </p>
        ) : (
          <>
            <p className="mt-0.5 text-soft">So many more classmates are free then:</p>
            <ul className="mt-2 divide-y">
              {advice.hours.map((hour) => (
                <li
                  key={`${hour.day} ${hour.start}`}
                  className="flex items-center justify-between gap-3 py-1.5"
                >
                  <span className="tabular-nums">
                    <span className="font-medium">{hourName(hour)}</span>: {hour.students.toLocaleString()}{' '}
                    more
                  </span>
                  <Button
                    variant="secondary"
                    size="sm"
                    busy={adding === hour}
                    disabled={adding !== undefined}
                    aria-label={`Add ${hourName(hour)} to my hours`}
                    onClick={() => onAdd(hour)}
                  >
                    <Plus aria-hidden="true" /> Add
                  </Button>
                </li>
              ))}
            </ul>
          </>
        )}
      </div>
      <LinkButton to="/availability" variant="quiet" size="sm" className="-mx-3 -my-1 self-start">
        See my whole week
      </LinkButton>
    </div>
  )
}
