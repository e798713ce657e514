import { type Change, mostChanges, type Proof, readHidden, readProof, restoreHorizon } from './data/proof.ts'
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
  let hidden = matching.hidden.get(askerId) ?? []
  for (let attempt = 0; attempt < attempts; attempt++) {
    const held = await Promise.all(courseIds.map(async (id) => ({ id, ...(await rosters.get(id)) })))
    const picked = pick(held.map(({ roster }) => without(roster, hidden)))
    const proof = await readProof(database.sql, askerId, asked(held), picked.ids)
    const wasHidden = isSame(proof.hidden, hidden)
    hidden = proof.hidden
    if (hidden.length > 0) matching.hidden.set(askerId, hidden)
    else matching.hidden.delete(askerId)
    if (!isComparable(proof, held)) {
      for (const { id } of held) rosters.drop(id)
      if (!proof.isReachable) await restoreHorizon(database.sql)
      continue
    }
    const current = held.map(({ id, roster }) => {
      const changes = proof.changes.filter((change) => change.courseId === id)
      const held = { roster: caughtUp(roster, changes), snapshot: proof.snapshot, server: proof.server }
      rosters.put(id, held)
      return held.roster
    })
    if (proof.changes.length === 0 && wasHidden) return { picked, proof }
    // As of the proof's own snapshot now, so its details are good if they are of the right people.
    const again = pick(current.map((roster) => without(roster, hidden)))
    if (isSame(again.ids, picked.ids)) return { picked: again, proof }
  }
  return database.inSnapshot(async (sql) => {
    const read = []
    for (const id of courseIds) read.push({ id, ...(await readRoster(sql, id)) }) // one connection
    const out = await readHidden(sql, askerId)
    const picked = pick(read.map(({ packed }) => without(unpackRoster(packed), out)))
    return { picked, proof: await readProof(sql, askerId, asked(read), picked.ids) }
  })
}

/** The course as if these students were not in it. */
function without(roster: Roster, hidden: readonly string[]): Roster {
  const ids = hidden.map(wordsOf).filter((id) => rowOf(roster, id) >= 0)
  return ids.length === 0
    ? roster
    : changeRoster(
        roster,
        ids.map((id) => ({ id, row: null })),
      )
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
