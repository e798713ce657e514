import { type Hours, minutesPerDay } from './hours.ts'
import { minutesPerCell } from './painting.ts'

/** Before 7:00 most people sleep: these rows are shown on demand. */
export const firstDayRow = 14

/** Whether something is free in the rows that are usually not shown. */
export function hasNightHours(hours: Hours): boolean {
  return hours.some(({ start, end }) => {
    const isInNight = start % minutesPerDay < firstDayRow * minutesPerCell
    const runsIntoNight = Math.floor(start / minutesPerDay) !== Math.floor((end - 1) / minutesPerDay)
    return isInNight || runsIntoNight
  })
}
