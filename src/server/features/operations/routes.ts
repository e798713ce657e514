import type { FastifyInstance } from 'fastify'
import { ProblemError } from '#platform/errors.ts'
import type { Parts } from '../../parts.ts'
import { ping } from './data.ts'

/** Probes for whoever runs the process; no part of the API. */
export function operationRoutes(app: FastifyInstance, { database }: Parts): void {
  app.get('/health/live', async () => ({ status: 'live' }))
  app.get('/health/ready', async (request) => {
    try {
      await ping(database)
    } catch (err) {
      request.log.warn({ err }, 'not ready')
      throw new ProblemError('unavailable', 'The database does not answer.')
    }
    return { status: 'ready' }
  })
}
