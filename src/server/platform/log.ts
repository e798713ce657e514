import type { FastifyReply, FastifyRequest } from 'fastify'
import { type Logger, pino } from 'pino'

/** Structured log, one line an entry; in a terminal in words. What could sign somebody in never reaches it. */
export function createLog(level: string, pretty: boolean): Logger {
  const options = { ignore: 'pid,hostname,reqId', translateTime: 'HH:MM:ss', singleLine: true }
  return pino({
    level,
    redact: ['*.password', '*.token', '*.cookie', '*.authorization'],
    ...(pretty && { transport: { target: 'pino-pretty', options } }),
  })
}

/** One entry a request, under the id that problem details name as `instance`. A query may hold a mailed token. */
export async function logRequest(request: FastifyRequest, reply: FastifyReply): Promise<void> {
  const path = request.url.split('?', 1)[0]
  request.log.info({ ms: Math.round(reply.elapsedTime) }, `${request.method} ${path} ${reply.statusCode}`)
}
