import type { FastifyInstance } from 'fastify'
import { lackedMigrations } from '#platform/database/migrate.ts'
import { ProblemError } from '#platform/errors.ts'
import type { Parts } from '../../parts.ts'

/** Probes for whoever runs the process; no part of the API. */
export function operationRoutes(app: FastifyInstance, parts: Parts): void {
  const { database, redis } = parts
  app.get('/health/live', async () => ({ status: 'live' }))
  app.get('/health/ready', async (request) => {
    if (parts.isLeaving) throw new ProblemError('unavailable', 'This process is about to end.')
    const lacked = await lackedMigrations(database.sql).catch((err) => {
      request.log.warn({ err }, 'not ready')
      throw new ProblemError('unavailable', 'The database does not answer.')
    })
    if (lacked.length > 0)
      throw new ProblemError('unavailable', `The database lacks ${lacked.join(', ')}. Start a server anew.`)
    return { status: 'ready', redis: redisState(redis) }
  })
}

/** Without Redis everything goes on: limits are counted by each process, nothing is cached, hints stay within it. */
function redisState(redis: Parts['redis']): 'none' | 'ready' | 'away' {
  if (!redis) return 'none'
  return redis.status === 'ready' ? 'ready' : 'away'
}
