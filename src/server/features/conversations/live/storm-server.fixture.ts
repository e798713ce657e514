import { buildApp } from '../../../app.ts'
import { closeParts, openParts } from '../../../parts.ts'
import { listen } from '../../../start/listen.ts'
import { runProcess } from '../../../start/process.ts'
import { conversationRoutes } from '../routes.ts'
import type { LiveOptions } from './routes.ts'

/** Waits that are short enough for a test and long enough to be told from a hint. */
const hasty: LiveOptions = {
  look: 300,
  lookBesideHints: 2000,
  check: 1000,
  gather: 20,
  presence: 200,
  mostOfStudent: 10,
  mostOfNode: 100,
  page: 7,
  heartbeat: 1000,
  mostWaiting: 256 * 1024,
  mostFrames: 1000,
}

/** A node of the storm as a process: the server with hasty conversations below /hasty. Says where it listens. */
await runProcess(process.env, async (settings, shutdown) => {
  const parts = await openParts(settings, settings.databaseUrl ?? '')
  shutdown.later(() => closeParts(parts))
  const app = await buildApp(parts)
  app.register(async (scope) => conversationRoutes(scope, parts, hasty), { prefix: '/hasty' })
  shutdown.later(() => app.close())
  process.stdout.write(`${await listen(app, settings)}/hasty\n`)
  // It does not outlive the test.
  process.stdin.on('end', () => process.exit(1)).resume()
})
