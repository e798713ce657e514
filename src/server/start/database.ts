import path from 'node:path'
import { startEmbedded } from '#platform/postgres/embedded.ts'
import type { Settings } from '#platform/settings.ts'
import { loadDemoCampus } from './demo.ts'
import { takeLock } from './lock.ts'
import type { Narration } from './narration.ts'
import { prepareDatabase } from './prepare.ts'
import type { Shutdown } from './shutdown.ts'

export interface StartedDatabase {
  url: string
  /** Tells later starters on the same data where the server listens. */
  announce(address: string): Promise<void>
}

/**
 * Brings up a migrated database: the one of DATABASE_URL, which several servers may share, or the embedded one,
 * which one process owns and which starts with a demo campus.
 */
export async function startDatabase(
  settings: Settings,
  shutdown: Shutdown,
  narration: Narration,
): Promise<StartedDatabase> {
  const { databaseUrl, dataDirectory } = settings
  if (databaseUrl) {
    await prepareDatabase(databaseUrl, narration)
    return { url: databaseUrl, announce: async () => {} }
  }
  const lock = await takeLock(path.join(dataDirectory, 'server.json'))
  shutdown.later(lock.release)
  const starting = startEmbedded(dataDirectory, (step) => narration.say(`${step} …`))
  // A Ctrl-C while it starts must not leave it behind.
  shutdown.later(async () => (await starting.catch(() => null))?.cluster.stop())
  const embedded = await starting
  if (embedded.cluster.adopted) narration.say('Taking over PostgreSQL, which a killed server left running')
  const { empty } = await prepareDatabase(embedded.databaseUrl, narration)
  if (empty) await loadDemoCampus(embedded.databaseUrl, dataDirectory, narration)
  return { url: embedded.databaseUrl, announce: lock.announce }
}
