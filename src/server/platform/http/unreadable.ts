import { randomUUID } from 'node:crypto'
import type { Socket } from 'node:net'
import { problemDetails } from '../errors.ts'

/** For answers before there is a request that helmet could look after. */
export const bareHeaders = {
  'X-Content-Type-Options': 'nosniff',
  'Content-Security-Policy': "default-src 'none'; frame-ancestors 'none'",
}

/** Answers what is no HTTP, or has headers without end: there is no request yet, only a socket. */
export function answerUnreadable(error: NodeJS.ErrnoException, socket: Socket): void {
  if (error.code === 'ECONNRESET' || !socket.writable) {
    socket.destroy()
    return
  }
  const detail = 'The request cannot be read: check its method and length, shorten its address and headers.'
  const body = JSON.stringify(problemDetails('invalid-request', detail, randomUUID()))
  const head = [
    'HTTP/1.1 400 Bad Request',
    'Content-Type: application/problem+json; charset=utf-8',
    ...Object.entries(bareHeaders).map(([name, value]) => `${name}: ${value}`),
    `Content-Length: ${Buffer.byteLength(body)}`,
    'Connection: close',
  ]
  socket.end(`${head.join('\r\n')}\r\n\r\n${body}`)
}
