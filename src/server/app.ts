import { randomUUID } from 'node:crypto'
import path from 'node:path'
import { parse } from 'node:querystring'
import cookie from '@fastify/cookie'
import helmet from '@fastify/helmet'
import websocket from '@fastify/websocket'
import fastify, { type FastifyBaseLogger, type FastifyInstance, LogController } from 'fastify'
import { serializerCompiler, validatorCompiler } from 'fastify-type-provider-zod'
import { elsewhereRoutes } from '#features/accounts/elsewhere/routes.ts'
import { factorRoutes } from '#features/accounts/factors/routes.ts'
import { accountRoutes } from '#features/accounts/routes.ts'
import { readSession } from '#features/accounts/session.ts'
import { attachmentRoutes } from '#features/attachments/routes.ts'
import { availabilityRoutes } from '#features/availability/routes.ts'
import { blockRoutes } from '#features/blocks/routes.ts'
import { connectionRoutes } from '#features/connections/routes.ts'
import { conversationRoutes } from '#features/conversations/routes.ts'
import { courseRoutes } from '#features/courses/routes.ts'
import { exportRoutes } from '#features/exports/routes.ts'
import { ignoreRoutes } from '#features/ignores/routes.ts'
import { matchingRoutes } from '#features/matching/routes.ts'
import { notificationRoutes } from '#features/notifications/routes.ts'
import { operationRoutes } from '#features/operations/routes.ts'
import { profileRoutes } from '#features/profiles/routes.ts'
import { reportRoutes } from '#features/reports/routes.ts'
import { staffRoutes } from '#features/staff/routes.ts'
import { studySessionRoutes } from '#features/study-sessions/routes.ts'
import { universityRoutes } from '#features/universities/routes.ts'
import { countRequests } from '#platform/http/count-requests.ts'
import { serveDocument } from '#platform/http/document.ts'
import { answerFailure } from '#platform/http/failures.ts'
import { permissions, securityHeaders } from '#platform/http/headers.ts'
import { limitAddress, limitStudent } from '#platform/http/limit.ts'
import { refuseCrossSite } from '#platform/http/origin.ts'
import { servePage } from '#platform/http/page.ts'
import { isForSocket, refuseStraySocket, socketOptions } from '#platform/http/sockets.ts'
import { answerUnreadable, bareHeaders } from '#platform/http/unreadable.ts'
import { logRequest } from '#platform/log.ts'
import type { Parts } from './parts.ts'

const features: ((app: FastifyInstance, parts: Parts) => void)[] = [
  universityRoutes,
  accountRoutes,
  factorRoutes,
  elsewhereRoutes,
  profileRoutes,
  courseRoutes,
  availabilityRoutes,
  matchingRoutes,
  connectionRoutes,
  blockRoutes,
  ignoreRoutes,
  reportRoutes,
  staffRoutes,
  conversationRoutes,
  attachmentRoutes,
  studySessionRoutes,
  notificationRoutes,
  exportRoutes,
  operationRoutes,
]

/** A query field without a value counts as not given: `day=` is any day, not the number 0. */
function querystringParser(text: string) {
  return Object.fromEntries(Object.entries(parse(text)).filter(([, value]) => value !== ''))
}

/**
 * Composes platform and features into an app that does not listen yet.
 * A request's way: limit of the address → from where → who asks → their limit → let in → validate → handler → answer.
 */
export async function buildApp(parts: Parts): Promise<FastifyInstance> {
  const { settings } = parts
  const app: FastifyInstance = fastify({
    loggerInstance: parts.log as FastifyBaseLogger,
    trustProxy: settings.trustProxy || false,
    genReqId: () => randomUUID(),
    logController: new LogController({ disableRequestLogging: true }), // logRequest does it in one line
    bodyLimit: 256 * 1024,
    // What fails before there is a route.
    frameworkErrors: (error, request, reply) => answerFailure(error, request, reply.headers(bareHeaders)),
    clientErrorHandler: answerUnreadable,
    return503OnClosing: true,
    forceCloseConnections: 'idle',
    http: { shouldUpgradeCallback: isForSocket },
    routerOptions: { maxParamLength: 200, querystringParser },
  })
  app.removeContentTypeParser('text/plain') // JSON is what bodies are; text is what a foreign form could send
  app.setValidatorCompiler(validatorCompiler)
  app.setSerializerCompiler(serializerCompiler)
  app.setErrorHandler(answerFailure)

  await app.register(helmet, securityHeaders(parts.publicUrl.startsWith('https:')))
  await app.register(cookie)
  await app.register(websocket, socketOptions)
  await serveDocument(app)

  app.decorateRequest('student', null)
  app.addHook('onRequest', async (request, reply) => {
    // What is somebody's stays in no cache, unless its route says otherwise.
    if (request.url.startsWith('/api/v1/')) reply.header('cache-control', 'no-store')
    reply.header('permissions-policy', permissions)
  })
  app.addHook('onRequest', limitAddress(parts.limits, settings.rateLimitPerMinute))
  app.addHook('onRequest', refuseCrossSite)
  app.addHook('onRequest', refuseStraySocket)
  app.addHook('onRequest', async (request, reply) => {
    // Files of the page and probes need nobody, so they cost no query.
    if (request.routeOptions.config.endpoint) request.student = await readSession(parts, request, reply)
  })
  app.addHook('onRequest', limitStudent(parts.limits, settings.studentLimitPerHour))
  app.addHook('onResponse', logRequest)
  countRequests(app, parts.metrics)
  for (const routes of features) routes(app, parts)
  await servePage(app, path.join(settings.projectRoot, 'dist/web'))
  return app
}
