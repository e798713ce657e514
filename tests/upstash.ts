import { once } from 'node:events'
import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import { Redis, ReplyError } from 'ioredis'

interface Answer {
  status: number
  body: string
}

export interface TestUpstash {
  url: string
  token: string
  /** How many requests have come. */
  requests(): number
  /** Answers every request with this instead of asking Redis; null: asks Redis again. */
  answerWith(answer: Answer | null): void
  close(): Promise<void>
}

/** Upstash's REST interface to a real Redis: a command as a JSON array, posted with the token. */
export async function startUpstash(redisUrl: string): Promise<TestUpstash> {
  const redis = new Redis(redisUrl)
  // Redis going away is what the tests are about; its requests then wait here.
  redis.on('error', () => {})
  const token = 'upstash-token-of-the-tests'
  let fixed: Answer | null = null
  let requests = 0

  const server = createServer(async (request, response) => {
    requests++
    const { status, body } = fixed ?? (await answer(request))
    response.writeHead(status, { 'content-type': 'application/json' }).end(body)
  })

  async function answer(request: IncomingMessage): Promise<Answer> {
    if (request.headers.authorization !== `Bearer ${token}`)
      return { status: 401, body: JSON.stringify({ error: 'WRONGPASS invalid or missing auth token' }) }
    try {
      const [name, ...args] = JSON.parse(await textOf(request)) as [string, ...(string | number)[]]
      return { status: 200, body: JSON.stringify({ result: await redis.call(name, ...args) }) }
    } catch (error) {
      const status = error instanceof ReplyError ? 400 : 500
      return { status, body: JSON.stringify({ error: String((error as Error).message) }) }
    }
  }

  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    token,
    requests: () => requests,
    answerWith: (answer) => {
      fixed = answer
    },
    async close() {
      redis.disconnect()
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
}

async function textOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk as Buffer)
  return Buffer.concat(chunks).toString()
}
