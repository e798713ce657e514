import { createReadStream, createWriteStream } from 'node:fs'
import { mkdir } from 'node:fs/promises'
import path from 'node:path'
import { pipeline } from 'node:stream/promises'
import type pg from 'pg'
import { from as copyFrom, to as copyTo } from 'pg-copy-streams'

/** A table that holds rows, each partition by itself. */
export interface Table {
  name: string
  /** What COPY takes: not what PostgreSQL computes. */
  columns: string[]
}

/** All tables of the service, but for Prisma's own record; pg-boss makes its own anew. */
export async function listTables(client: pg.ClientBase): Promise<Table[]> {
  const { rows } = await client.query<Table>(`
    SELECT c.relname AS name, array_agg(quote_ident(a.attname) ORDER BY a.attnum) AS columns
    FROM pg_class c
    JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped AND a.attgenerated = ''
    WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'r' AND c.relname <> '_prisma_migrations'
      AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.objid = c.oid AND d.deptype = 'e')
    GROUP BY c.relname ORDER BY c.relname`)
  return rows
}

export async function countRows(client: pg.ClientBase, tables: Table[]): Promise<Record<string, number>> {
  const counts: Record<string, number> = {}
  for (const { name } of tables) {
    const { rows } = await client.query(`SELECT count(*)::float8 AS count FROM ${name}`)
    counts[name] = rows[0].count
  }
  return counts
}

const fileOf = (folder: string, { name }: Table) => path.join(folder, 'rows', `${name}.copy`)

/** Writes every table as PostgreSQL copies it, a file each. */
export async function dumpRows(
  client: pg.ClientBase,
  tables: Table[],
  folder: string,
  onTable: (name: string, done: number) => void,
): Promise<void> {
  await mkdir(path.join(folder, 'rows'))
  for (const [done, table] of tables.entries()) {
    onTable(table.name, done)
    const rows = client.query(copyTo(`COPY ${table.name} (${table.columns}) TO STDOUT`))
    await pipeline(rows, createWriteStream(fileOf(folder, table)))
  }
}

/**
 * Fills the tables of a migrated database, in the caller's transaction. What triggers and keys hold held already where
 * the rows come from, so they do not look again; that takes a superuser.
 */
export async function loadRows(
  client: pg.ClientBase,
  folder: string,
  onTable: (name: string, done: number, all: number) => void,
): Promise<void> {
  const tables = await listTables(client)
  await client.query('SET LOCAL session_replication_role = replica')
  // What migrations put in; partitioned tables have no rows of their own, but are referred to.
  await client.query(`
    DO $$ BEGIN EXECUTE (
        SELECT 'TRUNCATE ' || string_agg(oid::regclass::text, ', ') FROM pg_class
        WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p') AND relname <> '_prisma_migrations'
    ); END $$`)
  for (const [done, table] of tables.entries()) {
    onTable(table.name, done, tables.length)
    const rows = client.query(copyFrom(`COPY ${table.name} (${table.columns}) FROM STDIN`))
    await pipeline(createReadStream(fileOf(folder, table)), rows)
  }
  await client.query(`
    DO $$
    DECLARE one RECORD;
    BEGIN
        FOR one IN SELECT s.oid::regclass AS sequence, d.refobjid::regclass AS owner, a.attname AS column
                   FROM pg_class s JOIN pg_depend d ON d.objid = s.oid AND d.deptype IN ('a', 'i')
                   JOIN pg_attribute a ON a.attrelid = d.refobjid AND a.attnum = d.refobjsubid
                   WHERE s.relkind = 'S' AND s.relnamespace = 'public'::regnamespace
        LOOP
            EXECUTE format('SELECT setval(%L, greatest((SELECT max(%I) FROM %s), 1))', one.sequence, one.column, one.owner);
        END LOOP;
        FOR one IN SELECT oid::regclass AS view FROM pg_class
                   WHERE relkind = 'm' AND relnamespace = 'public'::regnamespace
        LOOP
            EXECUTE format('REFRESH MATERIALIZED VIEW %s', one.view);
        END LOOP;
    END $$`)
}
