import { addSpan, daySpan, type Hours, minutesPerDay, removeSpan, within } from './hours.ts'

const monday = 1
const weekdays = [1, 2, 3, 4, 5]
const evening = { start: 18 * 60, end: 21 * 60 }

/** Adds Monday to Friday, 18:00 to 21:00. */
export function addWeekdayEvenings(hours: Hours): Hours {
  return weekdays
    .map((day) => ({ start: day * minutesPerDay + evening.start, end: day * minutesPerDay + evening.end }))
    .reduce(addSpan, hours)
}

/** Makes Tuesday to Friday like Monday; what they held before is replaced. */
export function copyMondayToWeekdays(hours: Hours): Hours {
  const source = within(hours, daySpan(monday))
  return weekdays.slice(1).reduce((week, day) => {
    const shift = (day - monday) * minutesPerDay
    const copies = source.map((span) => ({ start: span.start + shift, end: span.end + shift }))
    return copies.reduce(addSpan, removeSpan(week, daySpan(day)))
  }, hours)
}
