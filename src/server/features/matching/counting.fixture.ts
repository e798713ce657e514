import { setTimeout as pause } from 'node:timers/promises'
import type { Sql } from '#platform/database/sql.ts'
import type { TestNode } from '../../../../tests/server.ts'
import type { Choices } from './choices.fixture.ts'
import type { Proof } from './data/proof.ts'

/** How a node came by its rosters. */
export interface Counted {
  /** Rosters read, and lists proven. */
  read: number
  proven: number
  /** Proofs that told what had changed, of a roster that was kept. */
  caughtUp: number
  /** Proofs that could not tell. */
  unreachable: number
}

/**
 * Counts the statements of matching that a node sends from now on, and lets them take their time on the way, so that
 * there is more between two of them.
 */
export function watchStatements({ parts: { database } }: TestNode, choices: Choices): Counted {
  const counted: Counted = { read: 0, proven: 0, caughtUp: 0, unreachable: 0 }
  const send = database.sql
  database.sql = async (...[name, text, values]: Parameters<Sql>) => {
    if (choices.chance(0.5)) await pause(choices.whole(1, 12))
    const rows = await send(name, text, values)
    if (name === 'matching-roster') counted.read++
    if (name === 'matching-proof') {
      const { isReachable, changes } = rows[0] as Proof
      counted.proven++
      if (!isReachable) counted.unreachable++
      else if (changes.length > 0) counted.caughtUp++
    }
    return rows as never
  }
  return counted
}
