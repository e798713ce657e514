import type { Sql } from '#platform/database/sql.ts'
import type { VerifiedStudent } from '#platform/http/principal.ts'
import { whyNot } from './access.ts'
import { type Proof, readProof, restoreHorizon } from './data/proof.ts'
import { rankInSql, readAsker } from './data/ranking.ts'
import type { RankQuery } from './engine/rank.ts'
import type { RankedList } from './engine/ranked-list.ts'
import type { Matching } from './matching.ts'
import { isComparable } from './prove.ts'

type SqlQuery = RankQuery & { sort: 'compatibility' | 'shared' }

const attempts = 3

/**
 * The list of one course without rosters: ranked by one query, then proven like the engine's (prove.ts). Where others
 * write all the time, the last attempt reads both in one snapshot.
 * @throws ProblemError not-found, course-inactive, not-enrolled, not-verified
 */
export async function listBySql(
  matching: Matching,
  student: VerifiedStudent,
  courseId: string,
  query: SqlQuery,
): Promise<{ list: RankedList; proof: Proof }> {
  const { database } = matching
  for (let attempt = 0; attempt < attempts; attempt++) {
    const found = await rankAndProve(database.sql, student.id, courseId, query)
    if (!found) throw await whyNot(matching, student, courseId)
    if (found.isCurrent) return found
    if (!found.proof.isReachable) await restoreHorizon(database.sql)
  }
  const found = await database.inSnapshot((sql) => rankAndProve(sql, student.id, courseId, query))
  if (!found) throw await whyNot(matching, student, courseId)
  return found
}

/** null where the student is not listed or not in the course. */
async function rankAndProve(sql: Sql, askerId: string, courseId: string, query: SqlQuery) {
  const asker = await readAsker(sql, askerId)
  if (!asker) return null
  const { rows, version, snapshot, server, ...counts } = await rankInSql(sql, courseId, askerId, asker, query)
  const proof = await readProof(
    sql,
    askerId,
    [{ courseId, snapshot }],
    rows.map(({ id }) => id),
  )
  if (proof.open.length === 0) return null
  const isCurrent =
    version === asker.version && proof.changes.length === 0 && isComparable(proof, [{ server }])
  return { list: { ...counts, asker, rows }, proof, isCurrent }
}
