import type { SlotInput } from '#contract/availability.ts'
import { minutesOf, minutesPerDay, type SlotTimes, type Span } from './hours.ts'
import { dayName, spanText } from './week-format.ts'

/** What a person enters: an end that is not after the start is meant for the day after. */
export interface EnteredTimes {
  day: number
  start: string
  end: string
}

export function enteredTimes({ day, start, end }: SlotTimes): EnteredTimes {
  return { day, start, end: end === '24:00' ? '00:00' : end }
}

/** The slot that was meant; null while a time is missing. */
export function slotFromTimes({ day, start, end }: EnteredTimes): SlotInput | null {
  if (!/^\d\d:\d\d$/.test(start) || !/^\d\d:\d\d$/.test(end)) return null
  if (end === '00:00') return { day, start, endDay: day, end: '24:00' }
  return { day, start, endDay: end > start ? day : (day + 1) % 7, end }
}

/** A slot in minutes from the start of its day, past midnight where it runs into the day after. */
export function spanOfSlot(slot: SlotInput): Span {
  const isOvernight = slot.endDay !== undefined && slot.endDay !== slot.day
  return { start: minutesOf(slot.start), end: minutesOf(slot.end) + (isOvernight ? minutesPerDay : 0) }
}

/** "10:00 PM – 2:00 AM" */
export function slotTimesText(slot: SlotInput): string {
  return spanText(spanOfSlot(slot))
}

/** "Monday 10:00 PM – 2:00 AM" */
export function slotText(slot: SlotInput): string {
  return `${dayName(slot.day)} ${slotTimesText(slot)}`
}
