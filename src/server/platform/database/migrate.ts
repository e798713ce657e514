import { createHash, randomUUID } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import pg from 'pg'
import type { Sql } from './sql.ts'

const folder = new URL('../../../../prisma/migrations/', import.meta.url)

/** Any number, the same for every process that migrates. */
const lock = 20_261_123

export class MigrationError extends Error {}

/**
 * Applies what is not applied yet of prisma/migrations, each in a transaction, under a lock that
 * concurrent starters wait for. Keeps Prisma's own table, so `prisma migrate deploy` may take over at any time.
 * @param only those that a backup was taken with; as a rule all
 * @returns names of the migrations applied now
 * @throws MigrationError if an applied migration was edited since or is of a newer release, or one fails
 */
export async function migrate(
  databaseUrl: string,
  onStep: (name: string) => void = () => {},
  only?: string[],
): Promise<string[]> {
  const client = new pg.Client({ connectionString: databaseUrl })
  client.on('error', () => {}) // a lost connection also rejects the query under way
  await client.connect()
  try {
    await client.query('SELECT pg_advisory_lock($1)', [lock])
    return await applyPending(client, onStep, only)
  } finally {
    await client.end()
  }
}

async function applyPending(
  client: pg.Client,
  onStep: (name: string) => void,
  only?: string[],
): Promise<string[]> {
  await client.query(`CREATE TABLE IF NOT EXISTS _prisma_migrations (
    id VARCHAR(36) PRIMARY KEY,
    checksum VARCHAR(64) NOT NULL,
    finished_at TIMESTAMPTZ,
    migration_name VARCHAR(255) NOT NULL,
    logs TEXT,
    rolled_back_at TIMESTAMPTZ,
    started_at TIMESTAMPTZ NOT NULL DEFAULT now(),
    applied_steps_count INTEGER NOT NULL DEFAULT 0
  )`)
  const { rows } = await client.query<{ migration_name: string; checksum: string }>(
    'SELECT migration_name, checksum FROM _prisma_migrations WHERE finished_at IS NOT NULL AND rolled_back_at IS NULL',
  )
  const checksums = new Map(rows.map((row) => [row.migration_name, row.checksum]))
  const known = await readMigrations()
  const unknown = [...checksums.keys(), ...(only ?? [])].filter(
    (name) => !known.some((one) => one.name === name),
  )
  if (unknown.length > 0)
    throw new MigrationError(
      `The database is of a newer release: it has ${unknown.join(', ')}. Start that release, or one after it.`,
    )
  const applied: string[] = []
  for (const { name, sql, checksum } of known) {
    const before = checksums.get(name)
    if (before && before !== checksum)
      throw new MigrationError(
        `Migration ${name} was edited after it had been applied. Restore it and add a new one.`,
      )
    if (before || (only && !only.includes(name))) continue
    onStep(name)
    await apply(client, name, sql, checksum)
    applied.push(name)
  }
  return applied
}

/** Names of the migrations of this release that a database lacks, as one that was restored from before may. */
export async function lackedMigrations(sql: Sql): Promise<string[]> {
  const rows = await sql<{ name: string }>(
    'migrations-applied',
    `SELECT migration_name AS name FROM _prisma_migrations WHERE finished_at IS NOT NULL AND rolled_back_at IS NULL`,
  )
  const applied = new Set(rows.map(({ name }) => name))
  return (await migrationNames()).filter((name) => !applied.has(name))
}

async function apply(client: pg.Client, name: string, sql: string, checksum: string): Promise<void> {
  try {
    await client.query('BEGIN')
    await client.query(sql)
    await client.query(
      `INSERT INTO _prisma_migrations (id, checksum, migration_name, finished_at, applied_steps_count)
       VALUES ($1, $2, $3, now(), 1)`,
      [randomUUID(), checksum, name],
    )
    await client.query('COMMIT')
  } catch (error) {
    await client.query('ROLLBACK')
    throw new MigrationError(
      `Migration ${name} failed, nothing of it was kept: ${(error as Error).message}`,
      { cause: error },
    )
  }
}

async function migrationNames(): Promise<string[]> {
  const entries = await readdir(folder, { withFileTypes: true })
  return entries.flatMap((entry) => (entry.isDirectory() ? [entry.name] : [])).sort()
}

async function readMigrations(): Promise<{ name: string; sql: string; checksum: string }[]> {
  const names = await migrationNames()
  return Promise.all(
    names.map(async (name) => {
      const sql = await readFile(new URL(`${name}/migration.sql`, folder), 'utf8')
      return { name, sql, checksum: createHash('sha256').update(sql).digest('hex') }
    }),
  )
}
