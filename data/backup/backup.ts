import { cp, mkdir, readdir } from 'node:fs/promises'
import path from 'node:path'
import { connected } from './connected.ts'
import { BackupError, type Manifest, writeManifest } from './manifest.ts'
import { findClient, runClient } from './programs.ts'
import { countRows, dumpRows, listTables } from './rows.ts'

/**
 * Takes a backup of one instant of the database, then of the files: into an empty folder, while the service runs.
 * @throws BackupError where the folder is in use or the database cannot be dumped
 */
export async function takeBackup(
  databaseUrl: string,
  dataDirectory: string,
  folder: string,
  tell: (step: string, done: number, all: number) => void,
): Promise<Manifest> {
  await mkdir(folder, { recursive: true })
  if ((await readdir(folder)).length > 0)
    throw new BackupError(`${folder} is not empty. Name another folder.`)
  return connected(databaseUrl, async (client) => {
    await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY')
    const [about] = (
      await client.query(`
        SELECT current_setting('server_version') AS version, pg_export_snapshot() AS snapshot, ARRAY(
          SELECT migration_name::text FROM _prisma_migrations
          WHERE finished_at IS NOT NULL AND rolled_back_at IS NULL ORDER BY 1) AS migrations`)
    ).rows
    const postgres = about.version.split(' ')[0]
    const tables = await listTables(client)
    tell('counting rows', 0, 1)
    const rows = await countRows(client, tables)
    const dump = findClient('pg_dump', Number.parseInt(postgres, 10))
    if (dump) {
      tell('database', 0, 1)
      const file = path.join(folder, 'database.dump')
      const what = ['--format=custom', '--exclude-schema=pgboss', `--snapshot=${about.snapshot}`]
      await runClient(dump, databaseUrl, [...what, `--file=${file}`])
    } else await dumpRows(client, tables, folder, (name, done) => tell(name, done, tables.length))
    await client.query('COMMIT')
    tell('files', 0, 1)
    const files = path.join(dataDirectory, 'files')
    await cp(files, path.join(folder, 'files'), { recursive: true }).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== 'ENOENT') throw error // nobody has uploaded anything yet, or it was just deleted
    })
    const takenAt = new Date().toISOString()
    const kind = dump ? 'pg_dump' : 'rows'
    return await writeManifest(folder, { takenAt, postgres, kind, migrations: about.migrations, rows })
  })
}
