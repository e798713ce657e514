import type { FastifyInstance } from 'fastify'
import { ProblemError } from '#platform/errors.ts'
import type { Parts } from '../../parts.ts'

/** Probes for whoever runs the process; no part of the API. */
export function operationRoutes(app: FastifyInstance, { database }: Parts): void {
  app.get('/health/live', async () => ({ status: 'live' }))
  app.get('/health/ready', async (request) => {
    try {
      await database.pool.query('SELECT 1')
    } catch (err) {
      request.log.warn({ err }, 'not ready')
      throw new ProblemError('unavailable', 'The database does not answer.')
    }
    return { status: 'ready' }
  })
}
