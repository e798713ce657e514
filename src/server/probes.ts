import fastify, { type FastifyBaseLogger, type FastifyInstance, LogController } from 'fastify'
import { tellOtherNodes } from '#features/conversations/service.ts'
import { operationRoutes } from '#features/operations/routes.ts'
import { answerFailure, answerNotFound } from '#platform/http/failures.ts'
import type { Parts } from './parts.ts'

/** All that a process serves which only works jobs off: whether it lives and is ready. */
export async function buildProbes(parts: Parts): Promise<FastifyInstance> {
  tellOtherNodes(parts)
  const app: FastifyInstance = fastify({
    loggerInstance: parts.log as FastifyBaseLogger,
    logController: new LogController({ disableRequestLogging: true }),
    forceCloseConnections: 'idle',
  })
  app.setErrorHandler(answerFailure)
  app.setNotFoundHandler(answerNotFound)
  operationRoutes(app, parts)
  return app
}
