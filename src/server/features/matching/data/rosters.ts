import type { Sql } from '#platform/database/sql.ts'

/** As of when something was read: the snapshot, and the server, since snapshots of another one mean nothing. */
export interface AsOf {
  snapshot: string
  server: string
}

/** The listed students of a course in tie order, packed one after another as engine/packed.ts reads them. */
export async function readRoster(sql: Sql, courseId: string): Promise<AsOf & { packed: Buffer }> {
  const rows = await sql<AsOf & { packed: Buffer }>(
    'matching-roster',
    `SELECT pg_current_snapshot()::text AS snapshot, match_server() AS server,
            coalesce(string_agg(packed, '' ORDER BY joined_at, user_id), '') AS packed
     FROM match_rosters WHERE course_id = $1`,
    [courseId],
  )
  return onlyRow(rows)
}

/** The row of a query that always has one. */
export function onlyRow<Row>(rows: Row[]): Row {
  const [row] = rows
  if (row === undefined) throw new Error('the query always answers a row')
  return row
}
