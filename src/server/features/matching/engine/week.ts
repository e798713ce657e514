/** Minutes of a week, from Sunday 00:00. */
export const weekMinutes = 7 * 24 * 60

/** Disjoint slots in order, as start and end in turn, minutes of the week; an end is after its slot. */
export type Slots = Uint16Array

/**
 * One student's week, prepared for comparing with many. Of two canonical weeks, slots overlap exactly
 * Σ over the other's slots of (mine that start before its end − mine that end at or before its start) times.
 */
export interface PreparedWeek {
  /** At each minute: how many slots start before it. */
  starting: Uint16Array
  /** At each minute: how many slots have ended by then. */
  ended: Uint16Array
}

export function prepareWeek(slots: Slots): PreparedWeek {
  const starting = new Uint16Array(weekMinutes + 1)
  const ended = new Uint16Array(weekMinutes + 1)
  for (let i = 0; i < slots.length; i += 2) {
    starting.fill(i / 2 + 1, (slots[i] ?? 0) + 1, (slots[i + 2] ?? weekMinutes) + 1)
    ended.fill(i / 2 + 1, slots[i + 1], slots[i + 3] ?? weekMinutes + 1)
  }
  return { starting, ended }
}

/** At each minute of the week: how many free minutes there are before it. */
export function freeBefore(slots: Slots): Uint16Array {
  const free = new Uint16Array(weekMinutes + 1)
  let sum = 0
  for (let i = 0; i < slots.length; i += 2) {
    const end = slots[i + 1] ?? 0
    for (let minute = (slots[i] ?? 0) + 1; minute <= end; minute++) free[minute] = ++sum
    free.fill(sum, end + 1, (slots[i + 2] ?? weekMinutes) + 1)
  }
  return free
}

/** The intersections of two weeks, in order. */
export function sharedSlots(a: ArrayLike<number>, b: ArrayLike<number>): { start: number; end: number }[] {
  const shared: { start: number; end: number }[] = []
  for (let i = 0, j = 0; i < a.length && j < b.length; ) {
    const [endA = 0, endB = 0] = [a[i + 1], b[j + 1]]
    const start = Math.max(a[i] ?? 0, b[j] ?? 0)
    const end = Math.min(endA, endB)
    if (start < end) shared.push({ start, end })
    if (endA <= endB) i += 2
    else j += 2
  }
  return shared
}

/** The slots of one day, 0 = Sunday. */
export function slotsOfDay(slots: Slots, day: number): Slots {
  return slots.filter((_, index) => Math.floor((slots[index & ~1] ?? 0) / 1440) === day)
}

/** Whether any of the slots overlaps one of the prepared week's. */
export function meets({ starting, ended }: PreparedWeek, slots: Slots, first: number, end: number): boolean {
  for (let place = first; place < end; place += 2)
    if ((starting[slots[place + 1] as number] as number) > (ended[slots[place] as number] as number))
      return true
  return false
}

/** Minutes that the slots share with the week that `free` was made of. */
export function minutesShared(free: Uint16Array, slots: Slots, first: number, end: number): number {
  let minutes = 0
  for (let place = first; place < end; place += 2)
    minutes += (free[slots[place + 1] as number] as number) - (free[slots[place] as number] as number)
  return minutes
}
