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
 * After a dump was restored on a server that has given fewer transaction numbers than the old one: forgets changes
 * from the future, as which each would count in every proof, and a horizon there, which nobody could reach.
 * @returns whether there was any
 */
export async function forgetForeignChanges(pool: pg.Pool): Promise<boolean> {
  const { rows } = await pool.query<{ changes: boolean; horizon: boolean }>(
    `SELECT EXISTS (SELECT FROM match_changes WHERE xid >= now.next) AS changes,
            EXISTS (SELECT FROM match_horizon WHERE xid >= now.next) AS horizon
     FROM (SELECT pg_snapshot_xmax(pg_current_snapshot()) AS next) now`,
  )
  const [found] = rows
  if (found?.changes)
    await pool.query('TRUNCATE match_changes') // moves the horizon, too
  else if (found?.horizon) await pool.query('UPDATE match_horizon SET xid = pg_current_xact_id()')
  return Boolean(found?.changes || found?.horizon)
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
