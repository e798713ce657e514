import {
  type Change,
  mostChanges,
  type Proof,
  readProof,
  readSeen,
  restoreHorizon,
  type Seen,
} from './data/proof.ts'
import { readRoster } from './data/rosters.ts'
import { changeRoster } from './engine/changes.ts'
import type { HeldRoster } from './engine/memory.ts'
import { unpackRoster, unpackRow } from './engine/packed.ts'
import { type Roster, rowOf } from './engine/roster.ts'
import { wordsOf } from './engine/student-id.ts'
import type { Matching } from './matching.ts'

/** What is made of rosters alone, and the mates whose details it needs. */
interface Picked {
  ids: string[]
}

/** How often rosters that turn out old are caught up with before everything is read in one snapshot. */
const attempts = 3

/**
 * Computes something from the rosters of some courses, and proves in the same statement that reads the details of
 * whom it picked that nothing has changed since: what is answered is true of one snapshot, taken after the
 * call began. `pick` may run more than once.
 */
export async function prove<T extends Picked>(
  matching: Matching,
  askerId: string,
  courseIds: string[],
  pick: (rosters: Roster[]) => T,
): Promise<{ picked: T; proof: Proof }> {
  const { database, rosters } = matching
  const view = [askerId, ...courseIds].join(':')
  let seen = matching.seen.get(view) ?? nothingSpecial
  for (let attempt = 0; attempt < attempts; attempt++) {
    const held = await Promise.all(courseIds.map(async (id) => ({ id, ...(await rosters.get(id)) })))
    const picked = pick(held.map(({ id, roster }) => asSeen(roster, id, seen)))
    const proof = await readProof(database.sql, askerId, asked(held), picked.ids)
    const wasSeen = isSeenAlike(proof.seen, seen)
    seen = proof.seen
    remember(matching, view, seen)
    if (!isComparable(proof, held)) {
      for (const { id } of held) rosters.drop(id)
      if (!proof.isReachable) await restoreHorizon(database.sql)
      continue
    }
    const current = held.map(({ id, roster }) => {
      const changes = proof.changes.filter((change) => change.courseId === id)
      const held = { roster: caughtUp(roster, changes), snapshot: proof.snapshot, server: proof.server }
      rosters.put(id, held)
      return { id, roster: held.roster }
    })
    if (proof.changes.length === 0 && wasSeen) return { picked, proof }
    // As of the proof's own snapshot now, so its details are good if they are of the right people.
    const again = pick(current.map(({ id, roster }) => asSeen(roster, id, seen)))
    if (isSame(again.ids, picked.ids)) return { picked: again, proof }
  }
  return database.inSnapshot(async (sql) => {
    const read = []
    for (const id of courseIds) read.push({ id, ...(await readRoster(sql, id)) }) // one connection
    const now = await readSeen(sql, askerId, courseIds)
    const picked = pick(read.map(({ id, packed }) => asSeen(unpackRoster(packed), id, now)))
    return { picked, proof: await readProof(sql, askerId, asked(read), picked.ids) }
  })
}

const nothingSpecial: Seen = { hidden: [], revealed: [] }

function remember({ seen }: Matching, view: string, now: Seen): void {
  if (now.hidden.length + now.revealed.length > 0) seen.set(view, now)
  else seen.delete(view)
}

/** The course with whom it shows to the asker alone, and without whom it hides from them. */
function asSeen(roster: Roster, courseId: string, { hidden, revealed }: Seen): Roster {
  const added = revealed
    .filter((one) => one.courseId === courseId && !hidden.includes(one.userId))
    .map(({ userId, packed }) => ({ id: wordsOf(userId), row: unpackRow(Buffer.from(packed, 'hex')) }))
  const removed = hidden.map((userId) => ({ id: wordsOf(userId), row: null }))
  const changes = [...added, ...removed.filter(({ id }) => rowOf(roster, id) >= 0)]
  return changes.length === 0 ? roster : changeRoster(roster, changes)
}

export function isSeenAlike(a: Seen, b: Seen): boolean {
  const rows = ({ revealed }: Seen) =>
    revealed.map(({ courseId, userId, packed }) => courseId + userId + packed)
  return isSame(a.hidden, b.hidden) && isSame(rows(a), rows(b))
}

function asked(held: { id: string; snapshot: string }[]) {
  return held.map(({ id, snapshot }) => ({ courseId: id, snapshot }))
}

/** Whether the proof tells all that changed since the rosters were read. */
export function isComparable(proof: Proof, held: Pick<HeldRoster, 'server'>[]): boolean {
  return (
    proof.isReachable &&
    proof.changes.length <= mostChanges &&
    held.every(({ server }) => server === proof.server)
  )
}

function caughtUp(roster: Roster, changes: Change[]): Roster {
  if (changes.length === 0) return roster
  return changeRoster(
    roster,
    changes.map(({ userId, packed }) => ({ id: wordsOf(userId), row: packed && unpackRow(packed) })),
  )
}

export function isSame(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((value, index) => value === b[index])
}
