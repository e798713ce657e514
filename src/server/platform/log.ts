import type { FastifyReply, FastifyRequest } from 'fastify'
import { type DestinationStream, type Logger, type LoggerOptions, pino } from 'pino'

/**
 * Structured log, one line an entry; in a terminal in words. What could sign somebody in never reaches it, nor what
 * people write. `to`: where lines go instead of the output.
 */
export function createLog(level: string, pretty: boolean, to?: DestinationStream): Logger {
  const options = { ignore: 'pid,hostname,reqId', translateTime: 'HH:MM:ss', singleLine: true }
  const settings: LoggerOptions = {
    level,
    redact: ['*.password', '*.token', '*.cookie', '*.authorization'],
    serializers: { err: errorFields },
    ...(pretty && { transport: { target: 'pino-pretty', options } }),
  }
  return to ? pino(settings, to) : pino(settings)
}

/** What says where an error comes from, and no more: a database adds the row that it refused. */
function errorFields(error: unknown): unknown {
  if (!(error instanceof Error)) return error
  const { name, message, stack, cause } = error
  const code = 'code' in error ? error.code : undefined
  return { type: name, message, stack, code, ...(cause !== undefined && { cause: errorFields(cause) }) }
}

/** One entry a request, under the id that problem details name as `instance`. A query may hold a mailed token. */
export async function logRequest(request: FastifyRequest, reply: FastifyReply): Promise<void> {
  const { config, url } = request.routeOptions
  const path = config.endpoint?.isSecretAddress ? url : request.url.split('?', 1)[0]
  request.log.info({ ms: Math.round(reply.elapsedTime) }, `${request.method} ${path} ${reply.statusCode}`)
}
