import type { Kind } from '#platform/cache/cache.ts'
import type { Sql } from '#platform/database/sql.ts'
import type { VerifiedStudent } from '#platform/http/principal.ts'
import { isOpen, refuse } from './access.ts'
import { type Proof, readProof, restoreHorizon } from './data/proof.ts'
import { type Asker, rankInSql, readAsker, revealedIn } from './data/ranking.ts'
import type { AsOf } from './data/rosters.ts'
import type { RankQuery } from './engine/rank.ts'
import type { RankedList } from './engine/ranked-list.ts'
import type { Matching } from './matching.ts'
import { isComparable, isSame } from './prove.ts'

type SqlQuery = RankQuery & { sort: 'compatibility' | 'shared' }
type SqlList = RankedList & AsOf & { version: string | null; hidden: string[]; revealed: string[] }
type Found = { list: RankedList; proof: Proof }

/** The specification's caches. Neither is believed: the statement that uses a value proves it, or it is made anew. */
const profileKind: Kind = { name: 'profile', seconds: 15 * 60 }
const pageKind: Kind = { name: 'matches', seconds: 5 * 60 }

/** Mates of a first page in the cache: a page of the usual length, and one more that tells of a next. */
const pageLength = 21

const attempts = 3

/**
 * The list of one course without rosters: ranked by one query, or remembered, then proven like the engine's
 * (prove.ts). Where others write all the time, the last attempt reads everything in one snapshot.
 * @throws ProblemError not-found, course-inactive, not-enrolled, not-verified
 */
export async function listBySql(
  matching: Matching,
  student: VerifiedStudent,
  courseId: string,
  query: SqlQuery,
): Promise<Found> {
  const { database } = matching
  for (let attempt = 0; attempt < attempts; attempt++) {
    const list = await findList(matching, student.id, courseId, query, attempt === 0)
    const proof = list && (await readProofOf(database.sql, student.id, courseId, list))
    if (!proof || !isOpen(proof, courseId)) await refuse(matching, student, courseId)
    else if (proof.changes.length === 0 && isComparable(proof, [list]) && isSeenAs(proof, list))
      return { list, proof }
    else if (!proof.isReachable) await restoreHorizon(database.sql)
  }
  for (;;) {
    const found = await database.inSnapshot(async (sql) => {
      const asker = await readAsker(sql, student.id)
      const list = asker && (await rankFor(sql, student.id, courseId, asker, query))
      return list && { list, proof: await readProofOf(sql, student.id, courseId, list) }
    })
    if (found && isOpen(found.proof, courseId)) return found
    await refuse(matching, student, courseId)
  }
}

/** Whether the list was ranked for what the asker sees; the proof is of its course alone. */
function isSeenAs({ seen }: Proof, { hidden, revealed }: SqlList): boolean {
  const ids = seen.revealed.map(({ userId }) => userId)
  return isSame(seen.hidden, hidden) && isSame(ids, revealed)
}

function readProofOf(sql: Sql, askerId: string, courseId: string, { snapshot, rows }: SqlList) {
  const ids = rows.map(({ id }) => id)
  return readProof(sql, askerId, [{ courseId, snapshot }], ids)
}

/** The list as of some snapshot; null for a student who is not listed. `isFirst`: what is remembered may do. */
async function findList(
  matching: Matching,
  askerId: string,
  courseId: string,
  query: SqlQuery,
  isFirst: boolean,
): Promise<SqlList | null> {
  const { pages } = matching
  if (!isUsual(query)) return rankNow(matching, askerId, courseId, query, isFirst)
  const key = `${askerId}:${courseId}`
  const make = () => rankNow(matching, askerId, courseId, { ...query, limit: pageLength }, isFirst)
  const page = isFirst ? await pages.remember(pageKind, key, make) : await make()
  if (!isFirst && page) await pages.set(pageKind, key, page)
  return page && { ...page, rows: page.rows.slice(0, query.limit) }
}

/** Whether the query is for what everybody opens first. */
function isUsual({ sort, filters, after, limit }: SqlQuery): boolean {
  const isFiltered = Object.values(filters).some((value) => value !== undefined)
  return sort === 'compatibility' && !after && !isFiltered && limit <= pageLength
}

/** Ranks with what is remembered of the asker, unless the ranking says that it is old. */
async function rankNow(
  { database: { sql }, profiles }: Matching,
  askerId: string,
  courseId: string,
  query: SqlQuery,
  isFirst: boolean,
): Promise<SqlList | null> {
  const remembered = isFirst ? await profiles.get<Asker>(profileKind, askerId) : undefined
  const list = remembered && (await rankFor(sql, askerId, courseId, remembered, query))
  if (list?.version === remembered?.version && list) return list
  for (;;) {
    const asker = await readAsker(sql, askerId)
    if (!asker) return null
    await profiles.set(profileKind, askerId, asker)
    const fresh = await rankFor(sql, askerId, courseId, asker, query)
    if (fresh.version === asker.version) return fresh
  }
}

async function rankFor(
  sql: Sql,
  askerId: string,
  courseId: string,
  asker: Asker,
  query: SqlQuery,
): Promise<SqlList> {
  return {
    ...(await rankInSql(sql, courseId, askerId, asker, query)),
    asker,
    hidden: asker.hidden,
    revealed: revealedIn(asker, courseId),
  }
}
