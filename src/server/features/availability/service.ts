import { mostSlots, type SlotInput, type Week } from '#contract/availability.ts'
import type { Database, Db } from '#platform/database/open.ts'
import { ProblemError } from '#platform/errors.ts'
import type { Student } from '#platform/http/principal.ts'
import { lockWeek, readWeek, writeWeek } from './data.ts'

export { timeOf } from './week.ts'

import {
  canonical,
  type DaySlot,
  joinOvernight,
  presentSlot,
  type StoredSlot,
  splitAtMidnight,
} from './week.ts'

export async function getWeek(db: Db, student: Student): Promise<Week> {
  return present(student, await readWeek(db, student.id))
}

/** Replaces the whole week. */
export function replaceWeek(database: Database, student: Student, slots: SlotInput[]): Promise<Week> {
  return change(database, student, () => slots.flatMap(splitAtMidnight))
}

/** Adds one slot, merged with what it overlaps or touches. */
export function addSlot(database: Database, student: Student, slot: SlotInput): Promise<Week> {
  return change(database, student, (rows) => [...rows, ...splitAtMidnight(slot)])
}

/** @throws ProblemError not-found, also where the slot went into another by merging */
export function changeSlot(database: Database, student: Student, id: string, slot: SlotInput): Promise<Week> {
  return change(database, student, (rows) => [...without(rows, id), ...splitAtMidnight(slot)])
}

/** @throws ProblemError not-found */
export function deleteSlot(database: Database, student: Student, id: string): Promise<Week> {
  return change(database, student, (rows) => without(rows, id))
}

function change(
  database: Database,
  student: Student,
  edit: (rows: StoredSlot[]) => DaySlot[],
): Promise<Week> {
  return database.transaction(async (db) => {
    await lockWeek(db, student.id)
    const week = canonical(edit(await readWeek(db, student.id)))
    if (week.length > mostSlots)
      throw new ProblemError(
        'invalid-request',
        `A week has at most ${mostSlots} slots: make fewer, longer ones.`,
      )
    await writeWeek(db, student.id, week)
    return present(student, await readWeek(db, student.id))
  })
}

/** All rows but those of the shown slot that `id` belongs to. */
function without(rows: StoredSlot[], id: string): StoredSlot[] {
  const group = joinOvernight(rows).find((shown) => shown.some((row) => row.id === id))
  if (!group)
    throw new ProblemError('not-found', 'You have no such slot; it may have been merged into another.')
  return rows.filter((row) => !group.includes(row))
}

function present(student: Student, rows: StoredSlot[]): Week {
  return {
    timeZone: student.university.timeZone,
    slots: joinOvernight(rows).map(presentSlot),
    minutes: rows.reduce((sum, row) => sum + row.end - row.start, 0),
  }
}
