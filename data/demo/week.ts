import type { Habits } from './habits.ts'
import type { Random } from './random.ts'
import type { Meeting } from './timetable.ts'

/** Free hours of one weekday, in minutes after midnight up to 1440. */
export type Slot = Meeting

const midnight = 1440

/** Nobody offers more than this in one piece. */
const longest = 8 * 60

/**
 * The hours a student offers for studying: awake, and not in class, on the way, at work, at practice, at
 * dinner or out. Canonical as the database wants it: whole minutes, slots of a day disjoint and not touching,
 * what runs past midnight split there.
 */
export function freeWeek(random: Random, habits: Habits, classes: readonly Meeting[]): Slot[] {
  const taken = busy(random, habits, classes)
  return awake(random, habits, classes)
    .flatMap(splitAtMidnight)
    .flatMap((slot) => without(slot, taken))
    .map((slot) => rounded(slot, habits.grid))
    .filter(({ start, end }) => end - start >= habits.shortest)
    .sort((a, b) => a.day - b.day || a.start - b.start)
    .reduce(joinTouching, [])
}

/** One window a day from a while after getting up until a while before bed; may run past midnight. */
function awake(random: Random, { wake, bed }: Habits, classes: readonly Meeting[]): Slot[] {
  const slow = random.stepped(30, 90, 15)
  return [0, 1, 2, 3, 4, 5, 6].map((day) => {
    const weekend = day === 0 || day === 6
    const firstClass = Math.min(...classes.filter((meeting) => meeting.day === day).map(({ start }) => start))
    const up = Math.min(wake + (weekend ? 75 : 0), firstClass - 45)
    return { day, start: up + slow, end: bed - 30 + (day === 5 || day === 6 ? 30 : 0) }
  })
}

function splitAtMidnight({ day, start, end }: Slot): Slot[] {
  if (end <= midnight) return [{ day, start, end }]
  return [
    { day, start, end: midnight },
    { day: (day + 1) % 7, start: 0, end: end - midnight },
  ]
}

/** Everything that takes time, each padded by getting there and away. */
function busy(random: Random, habits: Habits, classes: readonly Meeting[]): Slot[] {
  const { commute, passing, dinner } = habits
  const padded = (before: number, after: number) => (meeting: Meeting) => ({
    day: meeting.day,
    start: meeting.start - before,
    end: meeting.end + after,
  })
  const days = [0, 1, 2, 3, 4, 5, 6]
  const travel = days.flatMap((day) => {
    const own = classes.filter((meeting) => meeting.day === day)
    if (own.length === 0 || commute === 0) return []
    const first = Math.min(...own.map(({ start }) => start))
    const last = Math.max(...own.map(({ end }) => end))
    return [
      { day, start: first - commute, end: first },
      { day, start: last, end: last + commute },
    ]
  })
  return [
    ...classes.map(padded(0, passing)),
    ...travel,
    ...(habits.job?.times ?? []).map(padded(15, 15)),
    ...(habits.club?.times ?? []).map(padded(15, 30)),
    ...days.filter(() => random.chance(0.75)).map((day) => ({ day, start: dinner, end: dinner + 45 })),
    ...days.filter(() => random.chance(0.3)).map((day) => ({ day, start: 12 * 60, end: 12 * 60 + 45 })),
    ...(habits.outOnWeekends ? [5, 6].flatMap((day) => nightOut(random, day)) : []),
    ...(random.chance(0.15) ? [{ day: 0, start: 9 * 60, end: 12 * 60 }] : []),
    ...days.flatMap((day) =>
      parts.filter((_, part) => !random.chance(habits.offers[part] ?? 0)).map((part) => ({ day, ...part })),
    ),
    // Whole days that one keeps for oneself.
    ...days
      .filter((day) => random.chance(day === 6 ? 0.35 : 0.06))
      .map((day) => ({ day, start: 0, end: midnight })),
  ]
}

/** Night, morning, afternoon, evening. */
const parts = [
  { start: 0, end: 300 },
  { start: 300, end: 720 },
  { start: 720, end: 1050 },
  { start: 1050, end: midnight },
]

function nightOut(random: Random, day: number): Slot[] {
  return [
    { day, start: random.stepped(1080, 1230, 30), end: midnight },
    { day: (day + 1) % 7, start: 0, end: 300 },
  ]
}

/** What is left of a slot. */
function without(slot: Slot, taken: readonly Slot[]): Slot[] {
  return taken.reduce(
    (left, { day, start, end }) =>
      left.flatMap((free) => {
        if (free.day !== day || end <= free.start || free.end <= start) return [free]
        const before = { day, start: free.start, end: start }
        const after = { day, start: end, end: free.end }
        return [before, after].filter((piece) => piece.end > piece.start)
      }),
    [slot],
  )
}

/** Inwards, so that nothing taken is offered. */
function rounded({ day, start, end }: Slot, grid: number): Slot {
  const from = Math.ceil(start / grid) * grid
  return { day, start: from, end: Math.min(Math.floor(end / grid) * grid, from + longest) }
}

/** For sorted slots: appends one, or extends the one before that it overlaps or touches. */
function joinTouching(joined: Slot[], slot: Slot): Slot[] {
  const last = joined.at(-1)
  if (last && last.day === slot.day && slot.start <= last.end) last.end = Math.max(last.end, slot.end)
  else joined.push({ ...slot })
  return joined
}

/** The hours that two canonical weeks have in common, in week order. */
export function sharedWindows(some: readonly Slot[], others: readonly Slot[]): Slot[] {
  return some.flatMap((a) =>
    others
      .filter((b) => a.day === b.day && a.start < b.end && b.start < a.end)
      .map((b) => ({ day: a.day, start: Math.max(a.start, b.start), end: Math.min(a.end, b.end) })),
  )
}
