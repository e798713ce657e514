import type { Slot, SlotInput } from '#contract/availability.ts'

/** Free time within one day, in minutes from midnight, campus-local; `end` may be 1440. */
export interface DaySlot {
  day: number
  start: number
  end: number
}

export interface StoredSlot extends DaySlot {
  id: string
}

const midnight = 24 * 60

/** A slot as asked for, cut at midnight into one or two stretches. */
export function splitAtMidnight(slot: SlotInput): DaySlot[] {
  const { day } = slot
  const endDay = slot.endDay ?? day
  const start = minutesOf(slot.start)
  const end = minutesOf(slot.end)
  if (endDay === day) return [{ day, start, end }]
  const evening = { day, start, end: midnight }
  return end === 0 ? [evening] : [evening, { day: endDay, start: 0, end }]
}

/** The canonical form of any slots: by day and time, disjoint, not touching within a day. */
export function canonical(slots: readonly DaySlot[]): DaySlot[] {
  const merged: DaySlot[] = []
  for (const slot of slots.toSorted((a, b) => a.day - b.day || a.start - b.start)) {
    const last = merged.at(-1)
    if (last && last.day === slot.day && slot.start <= last.end) last.end = Math.max(last.end, slot.end)
    else merged.push({ day: slot.day, start: slot.start, end: slot.end })
  }
  return merged
}

/**
 * Rows that a person sees as one slot: an evening up to midnight goes with the morning after,
 * unless both would last longer than a day.
 */
export function joinOvernight(rows: readonly StoredSlot[]): StoredSlot[][] {
  const mornings = new Map(rows.filter((row) => row.start === 0).map((row) => [row.day, row]))
  const groups: StoredSlot[][] = []
  const taken = new Set<StoredSlot>()
  for (const row of rows) {
    const morning = row.start > 0 && row.end === midnight ? mornings.get((row.day + 1) % 7) : undefined
    if (!morning || morning.end > row.start) continue
    groups.push([row, morning])
    taken.add(row).add(morning)
  }
  for (const row of rows) if (!taken.has(row)) groups.push([row])
  return groups.sort(([a], [b]) => (a?.day ?? 0) - (b?.day ?? 0) || (a?.start ?? 0) - (b?.start ?? 0))
}

/** A shown slot, in the words of the API; its id is that of its first row. */
export function presentSlot(rows: readonly StoredSlot[]): Slot {
  const first = rows[0]
  const last = rows.at(-1)
  if (!first || !last) throw new RangeError('a shown slot has at least one row')
  return { id: first.id, day: first.day, start: timeOf(first.start), endDay: last.day, end: timeOf(last.end) }
}

/** `09:30` → 570 */
export function minutesOf(time: string): number {
  const [hours = 0, minutes = 0] = time.split(':').map(Number)
  return hours * 60 + minutes
}

/** 570 → `09:30`; 1440 → `24:00` */
export function timeOf(minutes: number): string {
  return `${twoDigits(Math.floor(minutes / 60))}:${twoDigits(minutes % 60)}`
}

const twoDigits = (part: number) => (part < 10 ? `0${part}` : `${part}`)
