import type { Ref } from 'react'
import type { Rows } from './grid-keys.ts'
import { daySpan, type Hours, type Span, within } from './hours.ts'
import { minutesPerCell } from './painting.ts'
import { spanText } from './week-format.ts'

interface FreeBlocksProps {
  ref: Ref<HTMLDivElement>
  hours: Hours
  days: readonly number[]
  rows: Rows
}

/** The free time behind the cells, to the minute. The cells say the same in words. */
export function FreeBlocks({ ref, hours, days, rows }: FreeBlocksProps) {
  return (
    <div
      ref={ref}
      aria-hidden="true"
      className="pointer-events-none absolute top-(--head) z-10 border-r border-b right-0 bottom-0 left-(--gutter)"
    >
      {days.flatMap((day, column) => {
        const shown = shownSpan(day, rows)
        return within(hours, shown).map((span) => (
          <Block key={`${day}-${span.start}`} span={span} shown={shown} column={column} />
        ))
      })}
    </div>
  )
}

/** The part of a day that the grid shows. */
function shownSpan(day: number, rows: Rows): Span {
  const { start } = daySpan(day)
  return { start: start + rows.first * minutesPerCell, end: start + (rows.last + 1) * minutesPerCell }
}

function Block({ span, shown, column }: { span: Span; shown: Span; column: number }) {
  const percent = (minutes: number) => `${(minutes / (shown.end - shown.start)) * 100}%`
  return (
    <div
      className="absolute overflow-hidden rounded-md bg-accent px-1 py-0.5 text-center text-[0.68rem] leading-4 font-medium text-accent-ink"
      style={{
        left: `calc(${(column / 7) * 100}% + 2px)`,
        width: `calc(${100 / 7}% - 3px)`,
        top: `calc(${percent(span.start - shown.start)} + 1px)`,
        height: `calc(${percent(span.end - span.start)} - 1px)`,
      }}
    >
      {span.end - span.start >= 60 && <span className="hidden xl:block">{spanText(span)}</span>}
    </div>
  )
}
