import { dayName } from './week-format.ts'

/** Names of the days; they stay in sight while the cells scroll. */
export function GridHeader({ days }: { days: readonly number[] }) {
  return (
    <thead className="sticky top-14 z-30 bg-canvas">
      <tr className="h-(--head)" aria-rowindex={1}>
        <th scope="col" className="w-(--gutter)">
          <span className="sr-only">Time</span>
        </th>
        {days.map((day) => (
          <th
            key={day}
            scope="col"
            aria-label={dayName(day)}
            className="text-xs font-medium text-soft lg:text-sm"
          >
            {dayName(day, 'short')}
          </th>
        ))}
      </tr>
    </thead>
  )
}
