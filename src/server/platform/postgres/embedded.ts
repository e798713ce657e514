import path from 'node:path'
import { embeddedBinaries } from './binaries.ts'
import { type Cluster, startCluster } from './cluster.ts'

/** Starts the PostgreSQL that npm installed on the project's own data, or takes over the one that runs there. */
export async function startEmbedded(
  dataDirectory: string,
  onStep: (step: string) => void,
): Promise<{ cluster: Cluster; databaseUrl: string }> {
  const database = 'campus_connect'
  const directory = path.join(dataDirectory, 'postgres')
  const cluster = await startCluster({ directory, binaries: await embeddedBinaries(), database, onStep })
  return { cluster, databaseUrl: cluster.url(database) }
}
