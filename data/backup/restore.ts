import { randomBytes } from 'node:crypto'
import { existsSync } from 'node:fs'
import { cp } from 'node:fs/promises'
import path from 'node:path'
import pg from 'pg'
import { migrate } from '#platform/database/migrate.ts'
import { connected, run } from './connected.ts'
import { BackupError, type Manifest } from './manifest.ts'
import { findClient, runClient } from './programs.ts'
import { countRows, listTables, loadRows } from './rows.ts'

type Tell = (step: string, done: number, all: number) => void

/**
 * Puts a backup into a new database on the same server, at the schema that it was taken from, and counts its rows.
 * @returns the address of the new database; whoever asked drops it or puts it in the place of another
 * @throws BackupError where a program is missing or the rows are not as many as they were; then there is none
 */
export async function restoreBeside(
  databaseUrl: string,
  folder: string,
  manifest: Manifest,
  tell: Tell,
): Promise<string> {
  const name = `restored_${randomBytes(6).toString('hex')}`
  const url = databaseNamed(databaseUrl, name)
  await run(databaseUrl, `CREATE DATABASE ${name}`)
  try {
    if (manifest.kind === 'pg_dump') await restoreDump(url, folder, manifest)
    else await restoreRows(url, folder, manifest, tell)
    await requireRows(url, manifest)
  } catch (error) {
    await dropDatabase(url)
    throw error
  }
  return url
}

/** Puts one database in the place of another, which is gone then. Neither may be connected to. */
export async function replaceDatabase(databaseUrl: string, by: string): Promise<void> {
  const [old, fresh] = [nameOf(databaseUrl), nameOf(by)]
  const aside = `${fresh}_before`
  const server = databaseNamed(databaseUrl, 'postgres')
  await run(server, `ALTER DATABASE ${quoted(old)} RENAME TO ${quoted(aside)}`)
  try {
    await run(server, `ALTER DATABASE ${quoted(fresh)} RENAME TO ${quoted(old)}`)
  } catch (error) {
    await run(server, `ALTER DATABASE ${quoted(aside)} RENAME TO ${quoted(old)}`)
    throw error
  }
  await run(server, `DROP DATABASE ${quoted(aside)}`)
}

export const dropDatabase = (url: string) =>
  run(databaseNamed(url, 'postgres'), `DROP DATABASE ${quoted(nameOf(url))} WITH (FORCE)`)

const nameOf = (url: string) => decodeURIComponent(new URL(url).pathname.slice(1))
const quoted = (name: string) => pg.escapeIdentifier(name)

function databaseNamed(url: string, name: string): string {
  const other = new URL(url)
  other.pathname = `/${name}`
  return other.href
}

async function restoreDump(databaseUrl: string, folder: string, { postgres }: Manifest): Promise<void> {
  const release = Number.parseInt(postgres, 10)
  const program = findClient('pg_restore', release)
  if (!program)
    throw new BackupError(
      `The backup needs pg_restore of PostgreSQL ${release} or later: install postgresql-client-${release}.`,
    )
  const file = path.join(folder, 'database.dump')
  await runClient(program, databaseUrl, ['--exit-on-error', '--no-owner', '--no-privileges', file])
}

async function restoreRows(url: string, folder: string, { migrations }: Manifest, tell: Tell): Promise<void> {
  await migrate(url, undefined, migrations)
  await connected(url, async (client) => {
    await client.query('BEGIN')
    await loadRows(client, folder, tell)
    await client.query('COMMIT')
  })
}

async function requireRows(url: string, { rows }: Manifest): Promise<void> {
  const found = await connected(url, async (client) => countRows(client, await listTables(client)))
  const wrong = Object.entries(rows).flatMap(([name, count]) =>
    found[name] === count ? [] : [`${name} has ${found[name] ?? 'no'} of ${count} rows`],
  )
  if (wrong.length > 0) throw new BackupError(`Not all of it could be restored: ${wrong.join(', ')}.`)
}

/** Files that are there already and are not of the backup stay; the service deletes those without a row. */
export async function restoreFiles(folder: string, dataDirectory: string): Promise<void> {
  if (!existsSync(path.join(folder, 'files'))) return // nobody had uploaded anything
  await cp(path.join(folder, 'files'), path.join(dataDirectory, 'files'), { recursive: true })
}
