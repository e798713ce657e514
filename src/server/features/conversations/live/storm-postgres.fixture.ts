import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import pg from 'pg'
import { migrate } from '#platform/database/migrate.ts'
import type { Binaries } from '#platform/postgres/binaries.ts'
import { startCluster } from '#platform/postgres/cluster.ts'
import { createLauncher } from '#platform/postgres/launcher.ts'
import type { TestDatabase } from '../../../../../tests/database.ts'

export interface StormPostgres extends TestDatabase {
  /** As when its machine loses its processes: no connection is ended in order, and what is there is recovered. */
  crash(): Promise<void>
}

/**
 * A PostgreSQL of its own. It does not sync its files, for what it wrote outlives its processes; but a commit is
 * written before it is acknowledged, as in service.
 */
export async function stormPostgres(binaries: Binaries): Promise<StormPostgres> {
  const directory = await mkdtemp(path.join(tmpdir(), 'campus-connect-storm-'))
  const settings = { fsync: 'off', full_page_writes: 'off' }
  const cluster = await startCluster({ directory, binaries, database: 'storm', settings })
  const launcher = await createLauncher(binaries.postgres, directory)
  const url = cluster.url('storm')
  await migrate(url)
  const pool = new pg.Pool({ connectionString: url, max: 4 })
  pool.on('error', () => {}) // it is cut off with everybody else
  return {
    url,
    pool,
    crash: () =>
      launcher.run(
        binaries.pgCtl,
        ['restart', '--pgdata=data', '--mode=immediate', '--wait', '--timeout=60'],
        { directory, log: path.join(directory, 'server.log') },
      ),
    async close() {
      await pool.end()
      await cluster.stop()
      await rm(directory, { recursive: true, force: true })
    },
  }
}
