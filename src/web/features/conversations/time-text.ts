import { dateText, dayNumber } from '../connections/date-text.ts'

/** Time of day of an instant at the campus: "3:15 PM". */
export function clockText(instant: string, timeZone: string, locale?: string): string {
  return new Date(instant).toLocaleTimeString(locale, { timeZone, hour: 'numeric', minute: '2-digit' })
}

/** For a list: the time today, otherwise the day. */
export function recentText(instant: string, timeZone: string, now = new Date(), locale?: string): string {
  const isToday = dayNumber(new Date(instant), timeZone) === dayNumber(now, timeZone)
  return isToday ? clockText(instant, timeZone, locale) : dateText(instant, timeZone, now, locale)
}

/** For a heading: "Today", "Yesterday", then "Monday, November 3". */
export function dayText(instant: string, timeZone: string, now = new Date(), locale?: string): string {
  const date = new Date(instant)
  const days = dayNumber(now, timeZone) - dayNumber(date, timeZone)
  if (days <= 1) return capitalized(dateText(instant, timeZone, now, locale))
  const isLongAgo = days > 300
  return date.toLocaleDateString(locale, {
    timeZone,
    weekday: 'long',
    month: 'long',
    day: 'numeric',
    ...(isLongAgo && { year: 'numeric' }),
  })
}

function capitalized(text: string): string {
  return text.charAt(0).toLocaleUpperCase() + text.slice(1)
}
