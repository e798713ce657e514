import type { Slot, SlotInput } from '#contract/availability.ts'

export const minutesPerDay = 24 * 60
export const minutesPerWeek = 7 * minutesPerDay

/** A stretch of the week: whole minutes since Sunday 00:00 campus time, `end` not included. */
export interface Span {
  start: number
  end: number
}

/** Free time of a week: spans in order, disjoint and not touching. A span may run past midnight. */
export type Hours = readonly Span[]

/** A slot in the contract's words; whether it has been stored does not matter here. */
export type SlotTimes = Pick<Slot, 'day' | 'start' | 'endDay' | 'end'>

export function addSpan(hours: Hours, span: Span): Hours {
  if (span.end <= span.start) return hours
  const apart = hours.filter((other) => other.end < span.start || other.start > span.end)
  const joined = hours.filter((other) => other.end >= span.start && other.start <= span.end)
  const start = Math.min(span.start, ...joined.map((other) => other.start))
  const end = Math.max(span.end, ...joined.map((other) => other.end))
  return [...apart, { start, end }].toSorted((a, b) => a.start - b.start)
}

export function removeSpan(hours: Hours, span: Span): Hours {
  return hours.flatMap((other) => {
    if (other.end <= span.start || other.start >= span.end) return [other]
    return [
      { start: other.start, end: span.start },
      { start: span.end, end: other.end },
    ].filter((rest) => rest.start < rest.end)
  })
}

/** The part of the free time that lies within a span. */
export function within(hours: Hours, span: Span): Hours {
  return hours
    .map((other) => ({ start: Math.max(other.start, span.start), end: Math.min(other.end, span.end) }))
    .filter((shared) => shared.start < shared.end)
}

export function totalMinutes(hours: Hours): number {
  return hours.reduce((sum, span) => sum + span.end - span.start, 0)
}

export function daySpan(day: number): Span {
  return { start: day * minutesPerDay, end: (day + 1) * minutesPerDay }
}

export function hoursFromSlots(slots: readonly SlotInput[]): Hours {
  return slots.flatMap(spansOfSlot).reduce(addSpan, [] as Hours)
}

/** One span, or two for a slot that runs from Saturday into Sunday. */
function spansOfSlot(slot: SlotInput): Span[] {
  const start = slot.day * minutesPerDay + minutesOf(slot.start)
  const end = (slot.endDay ?? slot.day) * minutesPerDay + minutesOf(slot.end)
  if (end > start) return [{ start, end }]
  return [
    { start, end: minutesPerWeek },
    { start: 0, end },
  ]
}

/** The week as the service takes it: one slot for each stretch of a day. */
export function daySlotsFromHours(hours: Hours): SlotTimes[] {
  return hours.flatMap(cutAtMidnight).map(slotOfSpan)
}

/**
 * Slots as the service shows them: in week order, one for a stretch past midnight of up to 24 hours.
 * Longer stretches are cut at midnight, since a slot is at most 24 hours long.
 */
export function slotsFromHours(hours: Hours): SlotTimes[] {
  return joinWeekEnd(hours)
    .flatMap((span) => (span.end - span.start > minutesPerDay ? cutAtMidnight(span) : [span]))
    .map(slotOfSpan)
}

function joinWeekEnd(hours: Hours): Hours {
  const first = hours[0]
  const last = hours.at(-1)
  if (!first || !last || first === last || first.start > 0 || last.end < minutesPerWeek) return hours
  const joined = { start: last.start, end: last.end + first.end }
  return joined.end - joined.start > minutesPerDay ? hours : [...hours.slice(1, -1), joined]
}

function cutAtMidnight(span: Span): Span[] {
  const days = Array.from({ length: 7 }, (_, day) => daySpan(day))
  return days.flatMap((day) => within([span], day))
}

function slotOfSpan(span: Span): SlotTimes {
  const day = Math.floor(span.start / minutesPerDay)
  const length = span.end - day * minutesPerDay
  const start = timeOf(span.start % minutesPerDay)
  if (length <= minutesPerDay) return { day, start, endDay: day, end: timeOf(length) }
  return { day, start, endDay: (day + 1) % 7, end: timeOf(length - minutesPerDay) }
}

/** Minutes of the day of a time such as 09:30 or 24:00. */
export function minutesOf(time: string): number {
  return Number(time.slice(0, 2)) * 60 + Number(time.slice(3, 5))
}

/** The contract's way of writing minutes of the day, 24:00 included. */
export function timeOf(minutes: number): string {
  const two = (value: number) => String(value).padStart(2, '0')
  return `${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`
}
