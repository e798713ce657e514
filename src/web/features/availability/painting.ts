import { addSpan, type Hours, minutesPerDay, removeSpan, type Span, totalMinutes, within } from './hours.ts'

export const minutesPerCell = 30
export const cellsPerDay = minutesPerDay / minutesPerCell

/** Where a cell stands on the grid: column from the left, row from 00:00. */
export interface Place {
  column: number
  row: number
}

/** One drag, or one run of Shift and arrows: a rectangle that is made free or not free as a whole. */
export interface Stroke {
  from: Place
  to: Place
  /** Decided by the first cell: a cell that is not wholly free is painted, a free one erased. */
  paints: boolean
}

/** @param days day of each column, 0 = Sunday, as the locale's week runs */
export function cellSpan(place: Place, days: readonly number[]): Span {
  const start = (days[place.column] ?? 0) * minutesPerDay + place.row * minutesPerCell
  return { start, end: start + minutesPerCell }
}

export function isWhollyFree(hours: Hours, span: Span): boolean {
  return totalMinutes(within(hours, span)) === span.end - span.start
}

export function startStroke(hours: Hours, place: Place, days: readonly number[]): Stroke {
  return { from: place, to: place, paints: !isWhollyFree(hours, cellSpan(place, days)) }
}

/** The spans that a stroke covers, one a column, from the left. */
export function strokeSpans(stroke: Stroke, days: readonly number[]): Span[] {
  const [left, right] = inOrder(stroke.from.column, stroke.to.column)
  const [top, bottom] = inOrder(stroke.from.row, stroke.to.row)
  return Array.from({ length: right - left + 1 }, (_, index) => ({
    start: cellSpan({ column: left + index, row: top }, days).start,
    end: cellSpan({ column: left + index, row: bottom }, days).end,
  }))
}

/** Free time after a stroke. Minutes off the grid stay as they are in the cells that it does not touch. */
export function applyStroke(hours: Hours, stroke: Stroke, days: readonly number[]): Hours {
  return strokeSpans(stroke, days).reduce(stroke.paints ? addSpan : removeSpan, hours)
}

function inOrder(a: number, b: number): [number, number] {
  return a < b ? [a, b] : [b, a]
}
