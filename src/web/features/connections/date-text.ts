/** A date as one reads it at the campus: "yesterday", "today", "tomorrow", otherwise "Nov 3", with the year where it is another. */
export function dateText(instant: string, timeZone: string, now = new Date(), locale?: string): string {
  const date = new Date(instant)
  const days = dayNumber(now, timeZone) - dayNumber(date, timeZone)
  if (Math.abs(days) <= 1)
    return new Intl.RelativeTimeFormat(locale, { numeric: 'auto' }).format(-days, 'day')
  const isThisYear = yearOf(date, timeZone) === yearOf(now, timeZone)
  return date.toLocaleDateString(locale, {
    timeZone,
    month: 'short',
    day: 'numeric',
    ...(!isThisYear && { year: 'numeric' }),
  })
}

/** Number of the calendar day in a time zone, so that days can be subtracted. */
export function dayNumber(date: Date, timeZone: string): number {
  // The Swedish way of writing a date is that of ISO 8601.
  return Date.parse(date.toLocaleDateString('sv-SE', { timeZone })) / 86_400_000
}

function yearOf(date: Date, timeZone: string): string {
  return date.toLocaleDateString('sv-SE', { timeZone }).slice(0, 4)
}
