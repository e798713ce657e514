import { memo } from 'react'
import { cellName } from './cell-state.ts'
import { minutesPerCell } from './painting.ts'
import { hourText, timeText } from './week-format.ts'

interface GridRowProps {
  row: number
  days: readonly number[]
  /** State of each cell, joined by `|`, so that a row that has not changed is not drawn again. */
  states: string
  /** Column of the cell that the Tab key reaches, if it is in this row. */
  activeColumn: number | null
}

/** Half an hour of the seven days. */
export const GridRow = memo(function GridRow({ row, days, states, activeColumn }: GridRowProps) {
  const minutes = row * minutesPerCell
  const isHour = minutes % 60 === 0
  return (
    <tr className="group/row h-(--cell)" aria-rowindex={row + 2}>
      <th scope="row" className="relative p-0 font-normal">
        <span
          className={
            isHour
              ? 'absolute -top-2 right-2 text-[0.7rem] leading-4 whitespace-nowrap text-soft tabular-nums group-first/row:top-0'
              : 'sr-only'
          }
        >
          {isHour ? hourText(minutes) : timeText(minutes)}
        </span>
      </th>
      {states.split('|').map((state, column) => (
        <td
          key={days[column]}
          // biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: a cell of a grid is a control
          role="gridcell"
          tabIndex={activeColumn === column ? 0 : -1}
          data-row={row}
          data-column={column}
          aria-label={`${cellName(column, row, days)}, ${state}`}
          className={`relative cursor-cell scroll-mt-24 scroll-mb-24 touch-pan-y touch-pinch-zoom border-t border-l p-0 outline-offset-[-3px] group-data-pen:touch-none hover:bg-ink/5 focus-visible:z-20 focus-visible:outline-ink ${isHour ? '' : 'border-t-line/40'}`}
        />
      ))}
    </tr>
  )
})
