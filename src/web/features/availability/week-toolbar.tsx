import { Undo2 } from 'lucide-react'
import { Button } from '../../ui/button.tsx'
import { totalMinutes } from './hours.ts'
import { SaveStatus } from './save-status.tsx'
import type { WeekState } from './use-week.ts'
import { durationText } from './week-format.ts'

/** Stays above the grid while it scrolls: how much there is, whether it is saved, and the way back. */
export function WeekToolbar({ week, onUndo }: { week: WeekState; onUndo: () => void }) {
  const minutes = totalMinutes(week.hours)
  return (
    <div className="sticky top-0 z-30 -mx-1 mt-2 flex h-14 items-center gap-2 bg-canvas px-1">
      <p className="flex-1 truncate font-semibold tabular-nums">
        {minutes === 0 ? 'No hours yet' : durationText(minutes)}
        {minutes > 0 && (
          <span className={week.draft.status === 'failed' ? 'max-sm:sr-only' : ''}> a week</span>
        )}
      </p>
      <SaveStatus draft={week.draft} retry={week.save} />
      <Button variant="quiet" size="sm" disabled={!week.canUndo} onClick={onUndo}>
        <Undo2 aria-hidden="true" />
        <span className="max-sm:sr-only">Undo</span>
      </Button>
    </div>
  )
}
