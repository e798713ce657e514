interface Span {
  /** Instants. */
  startsAt: string
  endsAt: string
}

const day = { weekday: 'short', month: 'short', day: 'numeric' } as const
const hours = { hour: 'numeric', minute: '2-digit' } as const

/** When a session is, at the campus: "Tue, Nov 24, 3:00 – 4:00 PM". */
export const sessionTime = (span: Span, timeZone: string, locale?: string) =>
  rangeText(span, { ...day, ...hours, timeZone }, locale)

/** Its hours alone: "3:00 – 4:00 PM". */
export const sessionHours = (span: Span, timeZone: string, locale?: string) =>
  rangeText(span, { ...hours, timeZone }, locale)

/** The day on which it begins: "Tue, Nov 24". */
export const sessionDay = ({ startsAt }: Span, timeZone: string, locale?: string) =>
  new Date(startsAt).toLocaleDateString(locale, { ...day, timeZone })

/** Day, time and length at the campus, as fields of a form take them. */
export function sessionFields({ startsAt, endsAt }: Span, timeZone: string) {
  const minutes = (Date.parse(endsAt) - Date.parse(startsAt)) / 60_000
  const [date = '', time = ''] = new Date(startsAt).toLocaleString('sv-SE', { timeZone }).split(' ')
  return { date, start: time.slice(0, 5), minutes }
}

function rangeText({ startsAt, endsAt }: Span, look: Intl.DateTimeFormatOptions, locale?: string): string {
  return new Intl.DateTimeFormat(locale, look).formatRange(new Date(startsAt), new Date(endsAt))
}
