import type { Db } from '#platform/database/open.ts'
import { type DaySlot, type StoredSlot, timeOf } from './week.ts'

/**
 * One writer a student at a time, so that merging sees what is really there, and that no two who add the same hour wait
 * for each other at its exclusion constraint.
 */
export async function lockWeek(db: Db, userId: string): Promise<void> {
  await db.$executeRaw`SELECT 1 FROM users WHERE id = ${userId}::uuid FOR NO KEY UPDATE`
}

/** The stored week, in week order. Times leave as minutes: a Date cannot hold 24:00. */
export function readWeek(db: Db, userId: string): Promise<StoredSlot[]> {
  return db.$queryRaw<StoredSlot[]>`
    SELECT id, day_of_week AS day,
           (extract(epoch FROM start_time) / 60)::int AS start,
           (extract(epoch FROM end_time) / 60)::int AS "end"
    FROM availability WHERE user_id = ${userId}::uuid
    ORDER BY day_of_week, start_time`
}

/** Makes the stored week equal to `slots`, which are canonical; rows that stay keep their ids. */
export async function writeWeek(db: Db, userId: string, slots: readonly DaySlot[]): Promise<void> {
  const days = slots.map((slot) => slot.day)
  const starts = slots.map((slot) => timeOf(slot.start))
  const ends = slots.map((slot) => timeOf(slot.end))
  await db.$executeRaw`
    DELETE FROM availability a WHERE a.user_id = ${userId}::uuid AND NOT EXISTS (
      SELECT 1 FROM unnest(${days}::int[], ${starts}::time[], ${ends}::time[]) AS n(day, "start", "end")
      WHERE (n.day, n."start", n."end") = (a.day_of_week, a.start_time, a.end_time))`
  await db.$executeRaw`
    INSERT INTO availability (user_id, day_of_week, start_time, end_time)
    SELECT ${userId}::uuid, n.day, n."start", n."end"
    FROM unnest(${days}::int[], ${starts}::time[], ${ends}::time[]) AS n(day, "start", "end")
    WHERE NOT EXISTS (
      SELECT 1 FROM availability a
      WHERE a.user_id = ${userId}::uuid
        AND (n.day, n."start", n."end") = (a.day_of_week, a.start_time, a.end_time))`
}
