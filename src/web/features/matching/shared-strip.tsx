import type { SharedWindow } from '#contract/matching.ts'
import { minutesOf, minutesPerDay } from '../availability/hours.ts'
import { dayName, weekDays } from '../availability/week-format.ts'

/** Nights are cut off unless something is shared then. */
const morning = 7 * 60

/** The shared hours as a small week. A picture only: the same hours stand beside it in words. */
export function SharedStrip({ windows }: { windows: readonly SharedWindow[] }) {
  const first = windows.some(({ start }) => minutesOf(start) < morning) ? 0 : morning
  const percent = (minutes: number) => `${(minutes / (minutesPerDay - first)) * 100}%`
  return (
    <div aria-hidden="true" className="grid grid-cols-7 gap-1">
      {weekDays().map((day) => {
        const shared = windows.filter((window) => window.day === day)
        return (
          <div key={day} className="text-center text-[0.7rem] leading-4 text-soft">
            <div className="relative mb-1 h-12 overflow-hidden rounded-md bg-sunken">
              {shared.map(({ start, end }) => (
                <div
                  key={start}
                  className="absolute inset-x-0 min-h-1 rounded-[3px] bg-accent"
                  style={{
                    top: percent(minutesOf(start) - first),
                    height: percent(minutesOf(end) - minutesOf(start)),
                  }}
                />
              ))}
            </div>
            {dayName(day, 'short')}
          </div>
        )
      })}
    </div>
  )
}
