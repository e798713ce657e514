import type pg from 'pg'
import { readCatalogue, type Thing } from './catalogue.ts'
import * as specification from './specification.ts'
import { indexes, uniqueIndexes } from './specification-indexes.ts'

/** Builds the specification in a schema of its own, so that PostgreSQL words it as it words the migrated database. */
export async function buildSpecification(client: pg.ClientBase): Promise<Map<string, Thing>> {
  await client.query('CREATE SCHEMA specification')
  await client.query('SET search_path TO specification, public')
  for (const statement of statements()) await client.query(statement)
  const things = await readCatalogue(client, 'specification')
  for (const [name, definition] of Object.entries(specification.impossible))
    things.set(name, { kind: 'elsewhere', name, owner: null, definition })
  return things
}

function* statements(): Generator<string> {
  for (const [name, { columns, constraints = [], partitionBy }] of Object.entries(specification.tables)) {
    const parts = [...Object.entries(columns).map(([column, rest]) => `${column} ${rest}`), ...constraints]
    yield `CREATE TABLE ${name} (${parts.join(', ')}) ${partitionBy ? `PARTITION BY ${partitionBy}` : ''}`
  }
  for (const [name, range] of Object.entries(specification.partitions))
    yield `CREATE TABLE ${name} PARTITION OF availability FOR VALUES ${range}`
  for (const [signature, rest] of Object.entries(specification.functions))
    yield `CREATE FUNCTION ${signature} ${rest}`
  for (const [name, rest] of Object.entries(specification.triggers)) yield `CREATE TRIGGER ${name} ${rest}`
  for (const [name, query] of Object.entries(specification.views))
    yield `CREATE MATERIALIZED VIEW ${name} AS ${query}`
  for (const [name, rest] of Object.entries(indexes)) yield `CREATE INDEX ${name} ON ${rest}`
  for (const [name, rest] of Object.entries(uniqueIndexes)) yield `CREATE UNIQUE INDEX ${name} ON ${rest}`
}
