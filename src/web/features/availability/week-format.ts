import { minutesPerDay, type Span } from './hours.ts'

/** The reader's locale. */
export const locale = (): string => (typeof navigator === 'undefined' ? 'en-US' : navigator.language)

interface WeekInfo {
  firstDay: number
}

/** Days in the order in which the locale's week runs, 0 = Sunday; Monday first where the browser cannot tell. */
export function weekDays(tag = locale()): number[] {
  // Browsers differ on whether this is a method or a property, and TypeScript knows neither.
  const known = new Intl.Locale(tag) as { getWeekInfo?: () => WeekInfo; weekInfo?: WeekInfo }
  const first = (known.getWeekInfo?.() ?? known.weekInfo)?.firstDay ?? 1
  return Array.from({ length: 7 }, (_, index) => (first + index) % 7)
}

/** Sunday 4 January 1970: an ordinary week, read in UTC, stands for every week of the campus. */
const anySunday = Date.UTC(1970, 0, 4)

const instant = (minutes: number) => new Date(anySunday + minutes * 60_000)

type Options = Intl.DateTimeFormatOptions

const formats = new Map<string, Intl.DateTimeFormat>()

function formatOf(options: Options, tag: string): Intl.DateTimeFormat {
  const key = JSON.stringify([tag, options])
  const format = formats.get(key) ?? new Intl.DateTimeFormat(tag, { ...options, timeZone: 'UTC' })
  formats.set(key, format)
  return format
}

/** Name of a day, 0 = Sunday: "Monday", "Mon" or "M". */
export function dayName(day: number, weekday: 'long' | 'short' | 'narrow' = 'long', tag = locale()): string {
  return formatOf({ weekday }, tag).format(instant(day * minutesPerDay))
}

/** A time of day, from minutes of the day or the week: "9:30 AM". Midnight is midnight at either end. */
export function timeText(minutes: number, tag = locale()): string {
  return formatOf({ hour: 'numeric', minute: '2-digit' }, tag).format(instant(minutes % minutesPerDay))
}

/** A full hour as a scale writes it: "9 AM" or "09". */
export function hourText(minutes: number, tag = locale()): string {
  const parts = formatOf({ hour: 'numeric' }, tag).formatToParts(instant(minutes % minutesPerDay))
  // Without words such as "Uhr", which would fill the scale.
  const kept = parts.filter(({ type }) => type === 'hour' || type === 'dayPeriod')
  return kept.map(({ value }) => value).join('\u00a0')
}

/** Times of a span without its day: "9:00 – 11:30 AM". */
export function spanText({ start, end }: Span, tag = locale()): string {
  const sameDay = Math.floor(start / minutesPerDay) === Math.floor(end / minutesPerDay)
  if (!sameDay) return `${timeText(start, tag)} – ${timeText(end, tag)}`
  return formatOf({ hour: 'numeric', minute: '2-digit' }, tag).formatRange(instant(start), instant(end))
}

/** "3 h 30 min", in the locale's short units. */
export function durationText(minutes: number, tag = locale()): string {
  const unit = (value: number, name: 'hour' | 'minute') =>
    new Intl.NumberFormat(tag, { style: 'unit', unit: name, unitDisplay: 'short' }).format(value)
  const hours = Math.floor(minutes / 60)
  const rest = minutes % 60
  if (hours === 0) return unit(rest, 'minute')
  return rest === 0 ? unit(hours, 'hour') : `${unit(hours, 'hour')} ${unit(rest, 'minute')}`
}

/** "Pacific Time" of America/Los_Angeles, in the locale's words. */
export function zoneText(timeZone: string, tag = locale()): string {
  const parts = new Intl.DateTimeFormat(tag, { timeZone, timeZoneName: 'longGeneric' }).formatToParts(0)
  return parts.find((part) => part.type === 'timeZoneName')?.value ?? timeZone
}
