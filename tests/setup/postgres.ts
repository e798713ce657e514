import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import type { TestProject } from 'vitest/node'
import { migrate } from '../../src/server/platform/database/migrate.ts'
import type { Binaries } from '../../src/server/platform/postgres/binaries.ts'
import { startCluster } from '../../src/server/platform/postgres/cluster.ts'

declare module 'vitest' {
  export interface ProvidedContext {
    /** Connection string of the migrated template that each test file clones. */
    templateUrl: string
    /** Programs of the same PostgreSQL, for who needs a server of their own. */
    binaries: Binaries
  }
}

/** A throw-away server with a migrated template database; what it holds need not survive a power cut. */
export async function provideTemplate(
  project: TestProject,
  binaries: Binaries,
): Promise<() => Promise<void>> {
  const directory = await mkdtemp(path.join(tmpdir(), 'campus-connect-test-'))
  const cluster = await startCluster({
    directory,
    binaries,
    database: 'template',
    settings: { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off', max_connections: '200' },
  })
  await migrate(cluster.url('template'))
  project.provide('templateUrl', cluster.url('template'))
  project.provide('binaries', binaries)
  return async () => {
    await cluster.stop()
    await rm(directory, { recursive: true, force: true })
  }
}
