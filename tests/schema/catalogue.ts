import type pg from 'pg'

/** Something that a database holds, by name; `definition` in PostgreSQL's own words. */
export interface Thing {
  kind:
    | 'table'
    | 'partition'
    | 'column'
    | 'primary key'
    | 'unique'
    | 'foreign key'
    | 'check'
    | 'exclusion'
    | 'unique index'
    | 'index'
    | 'trigger'
    | 'function'
    | 'view'
    | 'type'
    | 'extension'
    | 'elsewhere'
  name: string
  /** Table that it belongs to. */
  owner: string | null
  definition: string
}

/** What partitions inherit, what backs a constraint and Prisma's own record of migrations are not listed. */
const queries = [
  `SELECT 'table' AS kind, c.relname AS name, NULL AS owner,
     CASE c.relkind WHEN 'p' THEN 'partitioned by ' || pg_get_partkeydef(c.oid) ELSE 'table' END AS definition
   FROM pg_class c WHERE c.relkind IN ('r', 'p') AND NOT c.relispartition AND <here>`,

  `SELECT 'partition' AS kind, c.relname AS name, i.inhparent::regclass::text AS owner,
     pg_get_expr(c.relpartbound, c.oid) AS definition
   FROM pg_class c JOIN pg_inherits i ON i.inhrelid = c.oid
   WHERE c.relkind = 'r' AND c.relispartition AND <here>`,

  `SELECT 'column' AS kind, c.relname || '.' || a.attname AS name, c.relname AS owner,
     concat_ws(' ', format_type(a.atttypid, a.atttypmod), CASE WHEN a.attnotnull THEN 'NOT NULL' END,
       CASE WHEN a.attidentity <> '' THEN 'IDENTITY' END,
       'DEFAULT ' || pg_get_expr(d.adbin, d.adrelid)) AS definition
   FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
   LEFT JOIN pg_attrdef d ON d.adrelid = c.oid AND d.adnum = a.attnum
   WHERE c.relkind IN ('r', 'p') AND NOT c.relispartition AND <here>`,

  `SELECT CASE k.contype WHEN 'p' THEN 'primary key' WHEN 'u' THEN 'unique' WHEN 'f' THEN 'foreign key'
       WHEN 'c' THEN 'check' ELSE 'exclusion' END AS kind,
     k.conname AS name, c.relname AS owner, c.relname || ' ' || pg_get_constraintdef(k.oid, TRUE) AS definition
   FROM pg_constraint k JOIN pg_class c ON c.oid = k.conrelid
   WHERE k.contype IN ('p', 'u', 'f', 'c', 'x') AND k.conparentid = 0 AND k.coninhcount = 0 AND <here>`,

  `SELECT CASE WHEN x.indisunique THEN 'unique index' ELSE 'index' END AS kind, i.relname AS name,
     c.relname AS owner, regexp_replace(pg_get_indexdef(i.oid), '^CREATE (UNIQUE )?INDEX \\S+ ON (ONLY )?', '\\1')
       AS definition
   FROM pg_index x JOIN pg_class i ON i.oid = x.indexrelid JOIN pg_class c ON c.oid = x.indrelid
   WHERE NOT EXISTS (SELECT 1 FROM pg_inherits h WHERE h.inhrelid = i.oid)
     AND NOT EXISTS (SELECT 1 FROM pg_constraint k WHERE k.conindid = i.oid AND k.contype IN ('p', 'u', 'x'))
     AND <here>`,

  `SELECT 'trigger' AS kind, t.tgname AS name, c.relname AS owner,
     regexp_replace(pg_get_triggerdef(t.oid, TRUE), '^CREATE TRIGGER \\S+ ', '') AS definition
   FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid
   WHERE NOT t.tgisinternal AND t.tgparentid = 0 AND <here>`,

  `SELECT 'function' AS kind, f.proname || '(' || pg_get_function_identity_arguments(f.oid) || ')' AS name,
     NULL AS owner, concat_ws(' ', pg_get_function_result(f.oid), l.lanname,
       regexp_replace(btrim(COALESCE(pg_get_function_sqlbody(f.oid), f.prosrc), E' \\n'), '\\s+', ' ', 'g')) AS definition
   FROM pg_proc f JOIN pg_language l ON l.oid = f.prolang
   WHERE f.pronamespace = current_schema()::regnamespace AND f.prokind = 'f' AND l.lanname IN ('plpgsql', 'sql')
     AND NOT EXISTS (SELECT 1 FROM pg_depend d WHERE d.objid = f.oid AND d.deptype IN ('e', 'i'))`,

  `SELECT 'view' AS kind, c.relname AS name, NULL AS owner, pg_get_viewdef(c.oid) AS definition
   FROM pg_class c WHERE c.relkind IN ('v', 'm') AND <here>
     AND NOT EXISTS (SELECT 1 FROM pg_depend d WHERE d.objid = c.oid AND d.deptype = 'e')`,

  `SELECT 'type' AS kind, t.typname AS name, NULL AS owner, 'range of ' || format_type(r.rngsubtype, NULL) AS definition
   FROM pg_type t JOIN pg_range r ON r.rngtypid = t.oid WHERE t.typnamespace = current_schema()::regnamespace`,

  `SELECT 'extension' AS kind, 'extension ' || e.extname AS name, NULL AS owner, 'extension' AS definition
   FROM pg_extension e WHERE e.extnamespace = current_schema()::regnamespace`,
]

const here = `c.relnamespace = current_schema()::regnamespace AND c.relname <> '_prisma_migrations'`

/** Everything in a schema, by name. The connection's search path ends up there. */
export async function readCatalogue(client: pg.ClientBase, schema: string): Promise<Map<string, Thing>> {
  await client.query(`SET search_path TO ${schema}, public`)
  const things = new Map<string, Thing>()
  for (const query of queries) {
    const { rows } = await client.query<Thing>(query.replace('<here>', here))
    for (const row of rows) {
      if (things.has(row.name)) throw new Error(`two things are named ${row.name}`)
      things.set(row.name, { ...row, definition: row.definition.replaceAll(`${schema}.`, '') })
    }
  }
  return things
}
