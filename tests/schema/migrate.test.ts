import { createHash, randomUUID } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import { afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { migrate } from '#platform/database/migrate.ts'
import { type TestDatabase, testDatabase } from '../database.ts'

const folder = new URL('../../prisma/migrations/', import.meta.url)
let names: string[]
let database: TestDatabase

beforeAll(async () => {
  const entries = await readdir(folder, { withFileTypes: true })
  names = entries.flatMap((entry) => (entry.isDirectory() ? [entry.name] : [])).sort()
})
beforeEach(async () => {
  database = await testDatabase('template0')
})
afterEach(() => database.close())

const sqlOf = (name: string) => readFile(new URL(`${name}/migration.sql`, folder), 'utf8')
const query = async (sql: string, values: unknown[] = []) => (await database.pool.query(sql, values)).rows
const recorded = async () =>
  (await query('SELECT migration_name FROM _prisma_migrations ORDER BY 1')).map((row) => row.migration_name)
const exists = async (table: string) =>
  (await query('SELECT to_regclass($1) IS NOT NULL AS there', [table]))[0].there

test('migrates an empty database once, telling each step', async () => {
  const steps: string[] = []
  expect(await migrate(database.url, (name) => steps.push(name))).toEqual(names)
  expect(steps).toEqual(names)
  expect(await migrate(database.url)).toEqual([])
  expect(await recorded()).toEqual(names)
})

test('of migrators that start at once each waits for the other, and every migration is applied once', async () => {
  const applied = await Promise.all([migrate(database.url), migrate(database.url), migrate(database.url)])
  expect(applied.flat().sort()).toEqual(names)
  expect(await recorded()).toEqual(names)
})

test('a migration that was edited after it had been applied is refused by name', async () => {
  await migrate(database.url)
  const [first = ''] = names
  await query('UPDATE _prisma_migrations SET checksum = $2 WHERE migration_name = $1', [
    first,
    '0'.repeat(64),
  ])
  await expect(migrate(database.url)).rejects.toThrow(`Migration ${first} was edited`)
})

test('a migration that fails leaves nothing; the next run goes on from there', async () => {
  // In the way of a table that its migration makes second.
  await query('CREATE TABLE connection_events (in_the_way INT)')
  await expect(migrate(database.url)).rejects.toThrow(/connections failed.*connection_events.*exists/)
  expect(await exists('availability')).toBe(true)
  expect(await exists('connections')).toBe(false)
  const before = await recorded()
  expect(before.at(-1)).toContain('availability')

  await query('DROP TABLE connection_events')
  expect(await migrate(database.url)).toEqual(names.slice(before.length))
  expect(await exists('connections')).toBe(true)
})

test('recognises what `prisma migrate deploy` has applied', async () => {
  await query(`CREATE TABLE _prisma_migrations (
    id VARCHAR(36) PRIMARY KEY NOT NULL, checksum VARCHAR(64) NOT NULL, finished_at TIMESTAMPTZ,
    migration_name VARCHAR(255) NOT NULL, logs TEXT, rolled_back_at TIMESTAMPTZ,
    started_at TIMESTAMPTZ NOT NULL DEFAULT now(), applied_steps_count INTEGER NOT NULL DEFAULT 0)`)
  const record = async (name: string, finished: string, rolledBack: string | null = null) => {
    const checksum = createHash('sha256')
      .update(await sqlOf(name))
      .digest('hex')
    await query(
      `INSERT INTO _prisma_migrations (id, checksum, migration_name, finished_at, rolled_back_at, applied_steps_count)
       VALUES ($1, $2, $3, $4, $5, 1)`,
      [randomUUID(), checksum, name, finished, rolledBack],
    )
  }
  const done = names.slice(0, 3)
  for (const name of done) {
    await query(await sqlOf(name))
    await record(name, 'now')
  }
  await record(names[3] ?? '', 'now', 'now') // tried and rolled back: not applied
  expect(await migrate(database.url)).toEqual(names.slice(3))
})
