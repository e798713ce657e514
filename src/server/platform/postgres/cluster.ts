import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdir, readFile, rename, rm } from 'node:fs/promises'
import { dirname, join, resolve } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { promisify } from 'node:util'
import pg from 'pg'
import type { Binaries } from './binaries.ts'
import { freePort, writeConfiguration } from './configuration.ts'
import { initialiseCluster } from './initialise.ts'
import { createLauncher, type Launcher } from './launcher.ts'
import { findRunning, readPidFile } from './postmaster.ts'

export type ClusterOptions = {
  /** Holds everything of the cluster; made on first use. */
  directory: string
  binaries: Binaries
  /** Database that is created when it is missing. */
  database: string
  /** Server settings beside the built-in ones, as in postgresql.conf. Ignored when a running server is adopted. */
  settings?: Record<string, string>
  /** Told before each step that takes time, in words for people. */
  onStep?: (step: string) => void
}

export type Cluster = {
  /** Connection string of the superuser for a database of this cluster. */
  url(database: string): string
  port: number
  /** As the server says it, such as 18.4. */
  version: string
  /** Whether the server was already running, left behind by a killed process. */
  adopted: boolean
  /** Stops the server; open connections are closed. Harmless when it is stopped already. */
  stop(): Promise<void>
}

/**
 * Starts PostgreSQL on 127.0.0.1 and a free port, making the cluster on first use. A server that still runs on
 * the directory is taken over; after a crash PostgreSQL recovers by itself.
 * @throws Error with the end of the server's log when it does not start.
 */
export async function startCluster(options: ClusterOptions): Promise<Cluster> {
  const { binaries, database, settings = {}, onStep = () => {} } = options
  const directory = resolve(options.directory)
  const data = join(directory, 'data')
  await mkdir(dirname(directory), { recursive: true })
  const launcher = await createLauncher(binaries.postgres, directory)
  if (!existsSync(data)) {
    onStep('Creating the database')
    await initialiseCluster(directory, binaries, launcher)
  }
  await checkRelease(data, binaries)
  const password = await readFile(join(directory, 'password'), 'utf8')
  const address = (port: number, name: string) =>
    `postgresql://postgres:${password}@127.0.0.1:${port}/${encodeURIComponent(name)}`

  const running = await findRunning(data, (port) => answers(address(port, 'postgres')))
  if (running === null) onStep('Starting PostgreSQL')
  const port = running ?? (await start(directory, binaries, launcher, settings))
  const version = await withDatabase(address(port, 'postgres'), database)
  return {
    url: (name) => address(port, name),
    port,
    version,
    adopted: running !== null,
    stop: () => stop(directory, binaries, launcher),
  }
}

/** Data of one major release cannot be opened by another. */
async function checkRelease(data: string, { postgres }: Binaries): Promise<void> {
  const made = (await readFile(join(data, 'PG_VERSION'), 'utf8')).trim()
  const { stdout } = await promisify(execFile)(postgres, ['--version'])
  const installed = /\) (\d+)/.exec(stdout)?.[1]
  if (made !== installed)
    throw new Error(
      `${dirname(data)} was made by PostgreSQL ${made}, but PostgreSQL ${installed} is installed here. ` +
        'Move that folder away to start with an empty database.',
    )
}

const log = (directory: string) => join(directory, 'server.log')

async function start(
  directory: string,
  binaries: Binaries,
  launcher: Launcher,
  settings: Record<string, string>,
): Promise<number> {
  if (existsSync(log(directory))) await rename(log(directory), join(directory, 'server.previous.log'))
  for (let attempt = 1; ; attempt++) {
    const port = await freePort()
    const configuration = join(directory, 'data', 'postgresql.conf')
    await writeConfiguration(configuration, binaries, port, settings)
    await launcher.own(configuration)
    try {
      await launcher.run(binaries.pgCtl, ['start', '--pgdata=data', '--wait', '--timeout=300'], {
        directory,
        log: log(directory),
      })
      return port
    } catch (error) {
      // Someone took the port meanwhile, or the processes of a killed server are not gone yet.
      const passing = error instanceof Error && /could not bind|still in use/.test(error.message)
      if (!passing || attempt === 5) throw error
      await rm(log(directory))
      await pause(500)
    }
  }
}

async function stop(directory: string, binaries: Binaries, launcher: Launcher): Promise<void> {
  if (!(await readPidFile(join(directory, 'data')))) return
  await launcher.run(binaries.pgCtl, ['stop', '--pgdata=data', '--mode=fast', '--wait', '--timeout=60'], {
    directory,
    log: log(directory),
  })
}

async function answers(url: string): Promise<boolean> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 5000 })
  client.on('error', () => {})
  try {
    await client.connect()
    return true
  } catch {
    return false
  } finally {
    await client.end()
  }
}

/** Creates the database if it is missing. Returns the server's version. */
async function withDatabase(url: string, database: string): Promise<string> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    const found = await client.query('SELECT 1 FROM pg_database WHERE datname = $1', [database])
    if (!found.rowCount) await client.query(`CREATE DATABASE ${pg.escapeIdentifier(database)}`)
    const version = await client.query<{ server_version: string }>('SHOW server_version')
    return (version.rows[0]?.server_version ?? '').split(' ')[0] ?? ''
  } finally {
    await client.end()
  }
}
