import { existsSync } from 'node:fs'
import { mkdir, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { binariesIn, embeddedBinaries } from './binaries.ts'
import { type Cluster, startCluster } from './cluster.ts'

const debian = '/usr/lib/postgresql/15/bin'
const installations = [{ name: 'the embedded PostgreSQL', findBinaries: embeddedBinaries }]
if (existsSync(debian))
  installations.push({ name: 'PostgreSQL 15', findBinaries: async () => binariesIn(debian) })

describe.each(installations)('a cluster of $name', ({ findBinaries }) => {
  // mkdtemp makes it 0700: as root, the account that runs PostgreSQL cannot enter it by itself.
  let folder: string
  let directory: string
  let last: Cluster | undefined

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'campus cluster '))
    directory = join(folder, 'the data')
  })
  afterAll(async () => {
    await last?.stop()
    await rm(folder, { recursive: true })
  })

  const start = async (settings: Record<string, string> = {}) => {
    const binaries = await findBinaries()
    last = await startCluster({
      directory,
      binaries,
      database: 'campus',
      settings: { fsync: 'off', ...settings },
    })
    return last
  }
  const postmaster = async () =>
    Number((await readFile(join(directory, 'data', 'postmaster.pid'), 'utf8')).split('\n')[0])

  test('is made on first use, removes what a killed start left, and asks for the password', async () => {
    const half = `${directory}.new-2147483646`
    await mkdir(half)
    const cluster = await start()
    expect(existsSync(half)).toBe(false)
    expect(cluster.adopted).toBe(false)
    await query(cluster, 'CREATE TABLE kept (word text)')
    await query(cluster, "INSERT INTO kept VALUES ('Ångström')")
    expect(await query(cluster, 'SELECT lower(word) AS word FROM kept')).toEqual([{ word: 'ångström' }])
    const stranger = new URL(cluster.url('campus'))
    stranger.password = 'guess'
    await expect(new pg.Client({ connectionString: stranger.href }).connect()).rejects.toThrow(/password/)
    expect((await stat(join(directory, 'password'))).mode & 0o077).toBe(0)
  })

  test('is adopted while it runs', async () => {
    const before = last?.port
    const cluster = await start()
    expect(cluster).toMatchObject({ adopted: true, port: before })
    expect(await query(cluster, 'SELECT count(*)::int AS kept FROM kept')).toEqual([{ kept: 1 }])
  })

  test('recovers after its server was killed', async () => {
    process.kill(await postmaster(), 'SIGKILL')
    const cluster = await start()
    expect(cluster.adopted).toBe(false)
    expect(await query(cluster, 'SELECT count(*)::int AS kept FROM kept')).toEqual([{ kept: 1 }])
  })

  test('stops, twice without harm, and leaves no server', async () => {
    await last?.stop()
    await last?.stop()
    await expect(postmaster()).rejects.toThrow('ENOENT')
    await expect(query(last as Cluster, 'SELECT 1')).rejects.toThrow('ECONNREFUSED')
  })

  test('starts though its old process number now belongs to another program', async () => {
    await writeFile(join(directory, 'data', 'postmaster.pid'), `${process.pid}\n${directory}\n1\n5432\n`)
    expect((await start()).adopted).toBe(false)
    await last?.stop()
  })

  test("shows the end of the server's log when it does not start", async () => {
    await expect(start({ shared_buffers: 'plenty' })).rejects.toThrow(
      /invalid value for parameter "shared_buffers"/,
    )
    await expect(stat(join(directory, 'server.previous.log'))).resolves.toBeTruthy()
  })

  test('refuses data of another release', async () => {
    await writeFile(join(directory, 'data', 'PG_VERSION'), '9\n')
    await expect(start()).rejects.toThrow(/made by PostgreSQL 9, but PostgreSQL 1\d is installed/)
  })
})

async function query(cluster: Cluster, sql: string): Promise<unknown[]> {
  const client = new pg.Client({ connectionString: cluster.url('campus') })
  await client.connect()
  try {
    return (await client.query(sql)).rows
  } finally {
    await client.end()
  }
}
