import path from 'node:path'
import { startEmbedded } from '#platform/postgres/embedded.ts'
import type { Settings } from '#platform/settings.ts'
import { AlreadyRunning, takeLock } from '../src/server/start/lock.ts'
import type { Narration } from '../src/server/start/narration.ts'
import type { Shutdown } from '../src/server/start/shutdown.ts'

/**
 * Address of the database: the one of DATABASE_URL, or the embedded one, which is started for as long as this takes
 * unless a server runs it already.
 */
export async function openDatabase(
  { databaseUrl, dataDirectory }: Settings,
  shutdown: Shutdown,
  narration: Narration,
): Promise<{ url: string; isServed: boolean }> {
  if (databaseUrl) return { url: databaseUrl, isServed: false }
  // With the lock no server can start meanwhile and lose its database at the end.
  const lock = await takeLock(path.join(dataDirectory, 'server.json')).catch((error) => {
    if (error instanceof AlreadyRunning) return null
    throw error
  })
  if (lock) shutdown.later(lock.release)
  const starting = startEmbedded(dataDirectory, (step) => narration.say(`${step} …`))
  shutdown.later(async () => {
    const started = await starting.catch(() => null)
    if (started && !started.cluster.adopted) await started.cluster.stop()
  })
  return { url: (await starting).databaseUrl, isServed: lock === null }
}
