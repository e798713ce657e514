import { useRef, useState } from 'react'
import { stateText } from './cell-state.ts'
import { FreeBlocks } from './free-blocks.tsx'
import { GridHeader } from './grid-header.tsx'
import { nearestPlace, type Rows } from './grid-keys.ts'
import { GridRow } from './grid-row.tsx'
import type { Hours } from './hours.ts'
import { applyStroke, cellSpan, cellsPerDay, type Place, type Stroke } from './painting.ts'
import { useKeyboardStrokes } from './use-keyboard-strokes.ts'
import { usePointerStrokes } from './use-pointer-strokes.ts'
import { useStroke } from './use-stroke.ts'

interface WeekGridProps {
  hours: Hours
  /** Day of each column, 0 = Sunday. */
  days: readonly number[]
  rows: Rows
  /** Id of the text that says how the grid is used. */
  describedBy: string
  onStroke: (hours: Hours, stroke: Stroke) => void
}

/** Where the keyboard starts: 9:00 of the first day. */
const start: Place = { column: 0, row: 18 }

/** The week as cells of half an hour, painted by pointer or keys. */
export function WeekGrid({ hours, days, rows, describedBy, onStroke }: WeekGridProps) {
  const [place, setPlace] = useState(start)
  const active = nearestPlace(place, rows)
  const body = useRef<HTMLTableSectionElement>(null)
  const area = useRef<HTMLDivElement>(null)
  const control = useStroke(hours, days, onStroke)
  const shown = control.stroke ? applyStroke(hours, control.stroke, days) : hours

  usePointerStrokes(body, area, rows, control)
  const keys = useKeyboardStrokes(rows, control, active, (next) => cellAt(body.current, next)?.focus())

  return (
    <div className="relative [--head:1.75rem]">
      <FreeBlocks ref={area} hours={shown} days={days} rows={rows} />
      <table
        // biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: a table may be a grid of controls
        role="grid"
        aria-label="Free hours of the week"
        aria-describedby={describedBy}
        aria-rowcount={cellsPerDay + 1}
        className="w-full table-fixed border-separate border-spacing-0 select-none [-webkit-touch-callout:none]"
      >
        <GridHeader days={days} />
        <tbody
          ref={body}
          className="group"
          {...keys}
          onFocus={(event) => setPlace((before) => placeOf(event.target) ?? before)}
        >
          {rowsShown(rows).map((row) => (
            <GridRow
              key={row}
              row={row}
              days={days}
              states={days.map((_, column) => stateText(shown, cellSpan({ column, row }, days))).join('|')}
              activeColumn={active.row === row ? active.column : null}
            />
          ))}
        </tbody>
      </table>
    </div>
  )
}

function rowsShown({ first, last }: Rows): number[] {
  return Array.from({ length: last - first + 1 }, (_, index) => first + index)
}

function cellAt(body: HTMLElement | null, { row, column }: Place): HTMLElement | null {
  return body?.querySelector(`[data-row="${row}"][data-column="${column}"]`) ?? null
}

function placeOf({ dataset }: HTMLElement): Place | null {
  if (dataset.row === undefined || dataset.column === undefined) return null
  return { row: Number(dataset.row), column: Number(dataset.column) }
}
