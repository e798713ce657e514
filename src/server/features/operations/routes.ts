import type { FastifyInstance } from 'fastify'
import { lackedMigrations } from '#platform/database/migrate.ts'
import { ProblemError } from '#platform/errors.ts'
import { bearsToken } from '#platform/metrics.ts'
import type { Parts } from '../../parts.ts'

/** Probes for whoever runs the process; no part of the API. */
export function operationRoutes(app: FastifyInstance, parts: Parts): void {
  const { database, redis } = parts
  metricsRoute(app, parts)
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

/** Figures for Prometheus, for whoever has the token; where none is set there is no such address. */
function metricsRoute(app: FastifyInstance, { metrics, settings }: Parts): void {
  const token = settings.metricsToken
  if (!metrics || !token) return
  app.get('/metrics', async ({ headers }, reply) => {
    if (!bearsToken(headers.authorization, token))
      throw new ProblemError('not-signed-in', 'Send METRICS_TOKEN as a bearer token.')
    const { type, text } = await metrics.text()
    return reply.type(type).header('cache-control', 'no-store').send(text)
  })
}

/** Without Redis everything goes on: limits are counted by each process, nothing is cached, hints stay within it. */
function redisState(redis: Parts['redis']): 'none' | 'ready' | 'away' {
  if (!redis) return 'none'
  return redis.status === 'ready' ? 'ready' : 'away'
}
