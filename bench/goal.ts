import { figure } from './statistics.ts'
import { table } from './table.ts'

export interface Goal {
  text: string
  /** Met when the value is at least or at most this. */
  least?: number
  most?: number
  unit: string
  value: number | undefined
}

/** Goals beside what was measured. */
export function tableOfGoals(goals: readonly Goal[]): string {
  return table(
    ['Goal', 'asked', 'measured', 'met'],
    goals.map(({ text, least, most, unit, value }) => [
      text,
      least === undefined ? `≤ ${most}${unit}` : `≥ ${figure(least)}${unit}`,
      value === undefined ? 'not measured' : `${figure(value)}${unit}`,
      value === undefined
        ? ''
        : value >= (least ?? 0) && value <= (most ?? Number.POSITIVE_INFINITY)
          ? 'yes'
          : 'no',
    ]),
  )
}
