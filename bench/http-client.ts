import { Agent, request } from 'node:http'

export interface HttpClient {
  /** Sends one request with a session; answers the body. @throws Error for any status above 299 */
  send(method: 'GET' | 'PUT' | 'POST', path: string, token: string, body?: string): Promise<string>
  close(): void
}

/** Keep-alive over at most so many connections. node:http itself: what is easier to use costs several times as much. */
export function httpClient(port: number, connections: number): HttpClient {
  const agent = new Agent({ keepAlive: true, maxSockets: connections, scheduling: 'fifo' })
  return {
    send: (method, path, token, body) =>
      new Promise((resolve, reject) => {
        const headers = {
          cookie: `cc_session=${token}`,
          ...(body !== undefined && {
            'content-type': 'application/json',
            'content-length': Buffer.byteLength(body),
          }),
        }
        const sent = request({ agent, host: '127.0.0.1', port, method, path: `/api/v1${path}`, headers })
        sent.once('error', reject)
        sent.once('response', (response) => {
          const chunks: Buffer[] = []
          response.on('data', (chunk: Buffer) => chunks.push(chunk))
          response.once('error', reject)
          response.once('end', () => {
            const text = Buffer.concat(chunks).toString()
            if ((response.statusCode ?? 500) < 300) resolve(text)
            else reject(new Error(`${method} ${path}: ${response.statusCode} ${text}`))
          })
        })
        sent.end(body)
      }),
    close: () => agent.destroy(),
  }
}
