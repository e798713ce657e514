import type { IncomingMessage } from 'node:http'
import type { WebsocketPluginOptions } from '@fastify/websocket'
import type { FastifyRequest } from 'fastify'
import { ProblemError } from '../errors.ts'

/** Whether a request becomes a socket. Elsewhere what asks to become one is a request like any other. */
export function isForSocket({ method, url = '', headers }: IncomingMessage): boolean {
  const path = url.split('?', 1)[0] ?? ''
  return method === 'GET' && headers.upgrade?.toLowerCase() === 'websocket' && path.endsWith('/api/v1/live')
}

/** Refuses a socket at any route that takes none; the plugin would open it first. */
export async function refuseStraySocket({ ws, routeOptions }: FastifyRequest): Promise<void> {
  if (ws && routeOptions.config.endpoint?.status !== 101)
    throw new ProblemError('not-found', 'There is no WebSocket at this address.')
}

export const socketOptions: WebsocketPluginOptions = {
  options: {
    maxPayload: 64 * 1024,
    // It would cost each socket hundreds of KB; messages are short.
    perMessageDeflate: false,
  },
  // Whoever opened a socket closes it, with a reason.
  preClose: (done: () => void) => done(),
  errorHandler: (_error, socket) => socket.terminate(),
}
