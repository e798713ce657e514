import { randomBytes } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import pg from 'pg'
import { migrate } from '#platform/database/migrate.ts'
import { embeddedBinaries } from '#platform/postgres/binaries.ts'
import { startCluster } from '#platform/postgres/cluster.ts'
import { readPidFile } from '#platform/postgres/postmaster.ts'

export interface BenchDatabase {
  url: string
  /** As the server says it, such as 18.4. */
  version: string
  /** Process number of the server; null where it is not ours. */
  pid: number | null
  close(): Promise<void>
}

/**
 * A migrated, empty database that nobody else uses: on the server of BENCH_DATABASE_URL, or on an embedded PostgreSQL
 * in a temporary folder, with the settings that the product itself starts it with.
 */
export async function openBenchDatabase(onStep: (step: string) => void): Promise<BenchDatabase> {
  const given = process.env.BENCH_DATABASE_URL
  const database = given ? await createOn(given) : await startOwn(onStep)
  onStep('Applying migrations')
  await migrate(database.url)
  return database
}

async function startOwn(onStep: (step: string) => void): Promise<BenchDatabase> {
  const directory = await mkdtemp(path.join(tmpdir(), 'campus-connect-bench-'))
  const cluster = await startCluster({
    directory,
    binaries: await embeddedBinaries(),
    database: 'bench',
    onStep,
  })
  return {
    url: cluster.url('bench'),
    version: cluster.version,
    pid: (await readPidFile(path.join(directory, 'data')))?.pid ?? null,
    async close() {
      await cluster.stop()
      await rm(directory, { recursive: true, force: true })
    },
  }
}

async function createOn(serverUrl: string): Promise<BenchDatabase> {
  const name = `bench_${randomBytes(6).toString('hex')}`
  const url = new URL(serverUrl)
  url.pathname = `/${name}`
  await run(serverUrl, `CREATE DATABASE ${name}`)
  const version = await run(serverUrl, 'SHOW server_version')
  return {
    url: url.href,
    version: version.split(' ')[0] ?? '',
    pid: null,
    close: async () => void (await run(serverUrl, `DROP DATABASE IF EXISTS ${name} WITH (FORCE)`)),
  }
}

/** @returns the first value of the first row */
async function run(url: string, sql: string): Promise<string> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    const { rows } = await client.query<string[]>({ text: sql, rowMode: 'array' })
    return rows[0]?.[0] ?? ''
  } finally {
    await client.end()
  }
}
