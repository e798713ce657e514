import { Copy, Eraser, Moon } from 'lucide-react'
import { Button } from '../../ui/button.tsx'
import { daySpan, type Hours, within } from './hours.ts'
import { addWeekdayEvenings, copyMondayToWeekdays } from './quick-fill.ts'
import { dayName } from './week-format.ts'

/** Strokes that many would paint. Each can be undone. */
export function QuickActions({
  hours,
  onChange,
}: {
  hours: Hours
  onChange: (hours: Hours, done: string) => void
}) {
  const hasMonday = within(hours, daySpan(1)).length > 0
  return (
    <div className="flex flex-wrap gap-2 max-sm:[&_svg]:hidden">
      <Button
        variant="secondary"
        size="sm"
        aria-label="Add evenings of all weekdays"
        onClick={() => onChange(addWeekdayEvenings(hours), 'Weekday evenings added')}
      >
        <Moon aria-hidden="true" /> Add evenings
      </Button>
      <Button
        variant="secondary"
        size="sm"
        disabled={!hasMonday}
        aria-label={`Copy ${dayName(1)} to all weekdays`}
        onClick={() => onChange(copyMondayToWeekdays(hours), `${dayName(1)} copied to the other weekdays`)}
      >
        <Copy aria-hidden="true" /> Copy {dayName(1)}
      </Button>
      <Button
        variant="secondary"
        size="sm"
        disabled={hours.length === 0}
        onClick={() => onChange([], 'All hours cleared')}
      >
        <Eraser aria-hidden="true" /> Clear
      </Button>
    </div>
  )
}
