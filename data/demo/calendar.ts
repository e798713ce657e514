/** Minutes of campus time since the Monday of the first week of classes, 00:00. */
export type Moment = number

export const hour = 60
export const day = 24 * hour

/** The demo campus stands still at this moment, near the end of its term: Friday, 20 November 2026, 15:00; rows.ts moves it. */
export const now: Moment = 81 * day + 15 * hour

/** Monday, 31 August 2026, 00:00 in America/Chicago. */
const firstMonday = Date.UTC(2026, 7, 31, 5)

/** Clocks go back an hour in this night, to Sunday, 1 November. */
const clocksGoBack: Moment = 62 * day + 2 * hour

export function instant(moment: Moment): Date {
  return new Date(firstMonday + (moment + (moment < clocksGoBack ? 0 : hour)) * 60_000)
}

/** 0 = Sunday … 6 = Saturday. */
export function weekday(moment: Moment): number {
  return (((Math.floor(moment / day) + 1) % 7) + 7) % 7
}

/** The first time after `moment` that it is this minute of this weekday. */
export function next(moment: Moment, dayOfWeek: number, minute: number): Moment {
  const start = Math.floor(moment / day) * day
  const candidate = start + ((dayOfWeek - weekday(moment) + 7) % 7) * day + minute
  return candidate > moment ? candidate : candidate + 7 * day
}
