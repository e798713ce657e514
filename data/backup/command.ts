import path from 'node:path'
import { parseArgs } from 'node:util'
import { migrate } from '#platform/database/migrate.ts'
import type { Narration } from '../../src/server/start/narration.ts'
import { runProcess } from '../../src/server/start/process.ts'
import { openDatabase } from '../database.ts'
import { takeBackup } from './backup.ts'
import { run } from './connected.ts'
import { BackupError, type Manifest, readManifest } from './manifest.ts'
import { dropDatabase, replaceDatabase, restoreBeside, restoreFiles } from './restore.ts'

const help = `npm run backup -- FOLDER    takes a backup of database and files into a new folder, while the service runs
  --unchecked   does not try whether it can be restored
npm run restore -- FOLDER   puts it into an empty database, and its files beside those that are there
  --replace     into a database that has something, in place of that

The database is the one of DATABASE_URL or, without it, the project's own; files are those of DATA_DIRECTORY.`

/** `npm run backup` and `npm run restore`. */
await runProcess(process.env, async (settings, shutdown, narration) => {
  const given = readArguments(process.argv.slice(2))
  if (!given) narration.say(help)
  else {
    const database = await openDatabase(settings, shutdown, narration)
    if (given.verb === 'backup') {
      const manifest = await takeBackup(
        database.url,
        settings.dataDirectory,
        given.folder,
        progress('Backup', narration),
      )
      if (!given.unchecked) {
        const tell = progress('Trying to restore it', narration)
        await dropDatabase(await restoreBeside(database.url, given.folder, manifest, tell))
      }
      narration.say(`${given.folder} holds ${describe(manifest)}.`)
    } else {
      await requireRestorable(database, given.replace)
      const manifest = await readManifest(given.folder, (name) =>
        narration.progress('Verifying', path.dirname(name), 0, 1),
      )
      const tell = progress('Restore', narration)
      const restored = await restoreBeside(database.url, given.folder, manifest, tell)
      const applied = await putInPlace(restored, database.url, given.folder, settings.dataDirectory)
      narration.say(
        `Restored ${describe(manifest)}${applied > 0 ? `, and applied ${applied} newer migrations` : ''}.`,
      )
    }
  }
  await shutdown.end(0)
})

function readArguments(args: string[]) {
  const options = {
    unchecked: { type: 'boolean' },
    replace: { type: 'boolean' },
    help: { type: 'boolean' },
  } as const
  const { values, positionals } = parseArgs({ args, options, allowPositionals: true })
  const [verb, folder, ...others] = positionals
  if (values.help || (verb !== 'backup' && verb !== 'restore')) return null
  if (!folder || others.length > 0) throw new BackupError(`Name one folder.\n\n${help}`)
  return { verb, folder, unchecked: values.unchecked ?? false, replace: values.replace ?? false }
}

function progress(title: string, narration: Narration) {
  return (step: string, done: number, all: number) => narration.progress(title, step, done, all)
}

function describe({ rows, files, takenAt }: Manifest): string {
  const all = Object.values(rows).reduce((sum, count) => sum + count, 0)
  return `${all.toLocaleString('en')} rows and ${files.length.toLocaleString('en')} files of ${takenAt}`
}

/**
 * Files first: without rows they do no harm. The restored database is gone where any of it fails.
 * @returns how many newer migrations were applied to it
 */
async function putInPlace(restored: string, databaseUrl: string, folder: string, dataDirectory: string) {
  try {
    const { length } = await migrate(restored)
    await restoreFiles(folder, dataDirectory)
    await replaceDatabase(databaseUrl, restored)
    return length
  } catch (error) {
    await dropDatabase(restored).catch(() => {})
    throw error
  }
}

/** @throws BackupError while a server runs on the database, and for one that has something unless that is to go */
async function requireRestorable(
  { url, isServed }: { url: string; isServed: boolean },
  replace: boolean,
): Promise<void> {
  const [found] = await run<{ servers: number; tables: number }>(
    url,
    `SELECT (SELECT count(*)::int FROM pg_stat_activity
             WHERE datname = current_database() AND application_name = 'campus-connect') AS servers,
            (SELECT count(*)::int FROM pg_class
             WHERE relnamespace = 'public'::regnamespace AND relname = 'universities') AS tables`,
  )
  if (isServed || (found?.servers ?? 0) > 0)
    throw new BackupError('A server runs on this database. Stop it first.')
  if (!found?.tables || replace) return
  const universities = await run(url, 'SELECT FROM universities LIMIT 1')
  if (universities.length > 0)
    throw new BackupError('The database is not empty. Say --replace to lose what it holds.')
}
