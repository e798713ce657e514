import type { IncomingMessage } from 'node:http'
import type { WebsocketPluginOptions } from '@fastify/websocket'

/** Whether a request becomes a socket. Elsewhere what asks to become one is a request like any other. */
export function isForSocket({ method, url = '', headers }: IncomingMessage): boolean {
  const path = url.split('?', 1)[0] ?? ''
  return method === 'GET' && headers.upgrade?.toLowerCase() === 'websocket' && path.endsWith('/api/v1/live')
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
