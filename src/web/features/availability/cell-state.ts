import { type Hours, type Span, totalMinutes, within } from './hours.ts'
import { cellSpan, type Stroke, strokeSpans } from './painting.ts'
import { dayName, spanText, timeText } from './week-format.ts'

/** What a cell holds, in words: "free", "not free" or, off the grid, "free 9:10 – 9:30 AM". */
export function stateText(hours: Hours, span: Span): string {
  const free = within(hours, span)
  if (free.length === 0) return 'not free'
  if (totalMinutes(free) === span.end - span.start) return 'free'
  return `free ${free.map((part) => spanText(part)).join(', ')}`
}

/** "9:00 AM to 9:30 AM", as it is best read out. */
export function spokenSpan(span: Span): string {
  return `${timeText(span.start)} to ${timeText(span.end)}`
}

/** "Monday 9:00 AM to 9:30 AM" */
export function cellName(column: number, row: number, days: readonly number[]): string {
  return `${dayName(days[column] ?? 0)} ${spokenSpan(cellSpan({ column, row }, days))}`
}

/** What a stroke has done: "Monday to Wednesday, 9:00 AM to 11:00 AM, free". */
export function strokeText(stroke: Stroke, days: readonly number[]): string {
  const spans = strokeSpans(stroke, days)
  const columns = [stroke.from.column, stroke.to.column].toSorted((a, b) => a - b)
  const names = [...new Set(columns)].map((column) => dayName(days[column] ?? 0))
  const state = stroke.paints ? 'free' : 'not free'
  return `${names.join(' to ')}, ${spans[0] ? spokenSpan(spans[0]) : ''}, ${state}`
}
