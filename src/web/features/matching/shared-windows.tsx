import { useState } from 'react'
import type { SharedWindow } from '#contract/matching.ts'
import { dayName, weekDays } from '../availability/week-format.ts'
import { longestFirst, windowTimes } from './window-text.ts'

/** Windows shown before one asks for all: the longest. */
const few = 2

/** The shared hours in words, in the order of the locale's week. */
export function SharedWindows({ windows }: { windows: readonly SharedWindow[] }) {
  const [showsAll, setShowsAll] = useState(false)
  const order = weekDays()
  const picked = showsAll ? windows : longestFirst(windows).slice(0, few)
  const shown = picked.toSorted((a, b) => order.indexOf(a.day) - order.indexOf(b.day))
  const hidden = windows.length - few
  return (
    <div className="text-sm tabular-nums">
      <ul aria-label="Hours you both have free">
        {shown.map((window) => (
          <li key={`${window.day} ${window.start}`}>
            <span className="inline-block min-w-10 font-medium">{dayName(window.day, 'short')}</span>{' '}
            {windowTimes(window)}
          </li>
        ))}
      </ul>
      {hidden > 0 && (
        <button
          type="button"
          aria-expanded={showsAll}
          onClick={() => setShowsAll(!showsAll)}
          className="-mx-2 -mt-1 -mb-3 min-h-11 rounded-lg px-2 lg:my-0 font-medium text-accent-text hover:underline lg:min-h-8"
        >
          {showsAll ? 'Show fewer' : `and ${hidden} more`}
        </button>
      )}
    </div>
  )
}
