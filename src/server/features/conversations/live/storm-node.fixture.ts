import type { FastifyInstance } from 'fastify'
import { buildApp } from '../../../app.ts'
import { closeParts, openParts, type Parts } from '../../../parts.ts'
import type { Settings } from '../../../platform/settings.ts'
import { type Line, openLine } from '../lost-commit.fixture.ts'
import { conversationRoutes } from '../routes.ts'
import type { LiveOptions } from './routes.ts'

/** Waits that are short enough for a test and long enough to be told from a hint. */
export const hasty: LiveOptions = {
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

/** A node of the service whose line to PostgreSQL can be cut. */
export interface StormNode {
  /** Where it listens; changes when it starts again. */
  at(): string
  line: Line
  restart(): Promise<void>
  close(): Promise<void>
}

export async function stormNode(settings: Settings, databaseUrl: string): Promise<StormNode> {
  const line = await openLine(databaseUrl)
  let app: FastifyInstance
  let parts: Parts
  let at = ''

  async function start(): Promise<void> {
    parts = await openParts(settings, line.url)
    app = await buildApp(parts)
    app.register(async (scope) => conversationRoutes(scope, parts, hasty), { prefix: '/hasty' })
    at = `${await app.listen({ host: '127.0.0.1', port: 0 })}/hasty`
  }

  async function stop(): Promise<void> {
    await app.close()
    await closeParts(parts)
  }

  await start()
  return {
    at: () => at,
    line,
    async restart() {
      await stop()
      await start()
    },
    async close() {
      await stop()
      line.close()
    },
  }
}
