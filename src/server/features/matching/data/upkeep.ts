import type pg from 'pg'

/** Pages of 8 KiB that one statement of pruneChanges goes through: some 50,000 rows. */
const stride = 512

/** Rows that one statement of deleteExpiredLists deletes. */
const batch = 1000

/**
 * Deletes changes older than ten minutes, apart from those that a transaction still running may not see: every
 * roster read beside it would count as too old to be caught up with. Goes through the table once, some pages a
 * statement, so that each is short and none reads again what those before it deleted.
 * @returns how many it deleted
 */
export async function pruneChanges(pool: pg.Pool, signal: AbortSignal): Promise<number> {
  const { rows } = await pool.query<{ pages: number }>(
    `SELECT (pg_relation_size('match_changes') / current_setting('block_size')::int)::int AS pages`,
  )
  const pages = rows[0]?.pages ?? 0
  let deleted = 0
  for (let page = 0; page < pages && !signal.aborted; page += stride) {
    const { rowCount } = await pool.query(
      `DELETE FROM match_changes
       WHERE ctid >= $1::tid AND ctid < $2::tid
         AND recorded_at < now() - interval '10 minutes' AND xid < pg_snapshot_xmin(pg_current_snapshot())`,
      [`(${page},0)`, `(${page + stride},0)`],
    )
    deleted += rowCount ?? 0
  }
  return deleted
}

/**
 * Deletes stored lists that nobody may be shown any more.
 * @returns how many it deleted
 */
export async function deleteExpiredLists(pool: pg.Pool, signal: AbortSignal): Promise<number> {
  let deleted = 0
  for (let last = batch; last === batch && !signal.aborted; deleted += last) {
    const { rowCount } = await pool.query(
      `DELETE FROM match_cache WHERE id IN (
         SELECT id FROM match_cache WHERE expires_at < now() ORDER BY expires_at LIMIT $1 FOR UPDATE SKIP LOCKED
       )`,
      [batch],
    )
    last = rowCount ?? 0
  }
  return deleted
}
