import type pg from 'pg'

/**
 * Begins a transaction in which rows can be copied fast: no triggers or foreign keys at work, and of the indexes of
 * these tables only those of keys left. The role must be a superuser or allowed to set session_replication_role.
 * @returns what builds the indexes and exclusion constraints anew
 */
export async function beginBulk(client: pg.Client, tables: string[]): Promise<() => Promise<void>> {
  await client.query('BEGIN')
  await client.query('SET LOCAL session_replication_role = replica')
  await client.query("SET LOCAL maintenance_work_mem = '256MB'")
  const { rows } = await client.query<{ take: string; give: string }>(taken, [tables])
  for (const { take } of rows) await client.query(take)
  return async () => {
    for (const { give } of rows) await client.query(give)
    await client.query('SET LOCAL session_replication_role = origin')
  }
}

/**
 * Indexes that are no constraint's and no part of a partitioned one, and exclusion constraints. An index is told as
 * one of the partitioned table alone, yet its parts are wanted too.
 */
const taken = `
  WITH tables AS (
    SELECT tree.relid AS oid FROM unnest($1::regclass[]) AS root, LATERAL (
      SELECT relid FROM pg_partition_tree(root) UNION SELECT root) AS tree
  )
  SELECT format('DROP INDEX %s', i.indexrelid::regclass) AS take, 
         replace(pg_get_indexdef(i.indexrelid), ' ON ONLY ', ' ON ') AS give
  FROM pg_index i JOIN tables t ON t.oid = i.indrelid
  WHERE NOT EXISTS (SELECT FROM pg_constraint c WHERE c.conindid = i.indexrelid)
    AND NOT EXISTS (SELECT FROM pg_inherits h WHERE h.inhrelid = i.indexrelid)
  UNION ALL
  SELECT format('ALTER TABLE %s DROP CONSTRAINT %I', c.conrelid::regclass, c.conname),
         format('ALTER TABLE %s ADD CONSTRAINT %I %s', c.conrelid::regclass, c.conname, pg_get_constraintdef(c.oid))
  FROM pg_constraint c JOIN tables t ON t.oid = c.conrelid
  WHERE c.contype = 'x'`
