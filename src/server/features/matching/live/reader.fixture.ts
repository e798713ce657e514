import { Agent, get, type IncomingMessage, type OutgoingHttpHeaders } from 'node:http'
import { vi } from 'vitest'

/** Who reads server-sent events as a browser does: by blocks, keeping the last id. */
export interface Reader {
  response: IncomingMessage
  /** Everything that came, as it came. */
  text(): string
  /** Times at which `changed` came. */
  changed: number[]
  lastId(): string
  hasEnded(): boolean
  /** Waits until `changed` came so often. */
  until(times: number): Promise<void>
  untilEnded(milliseconds?: number): Promise<void>
  close(): void
}

/** Opens a stream; answers once its head is there. */
export async function openReader(url: string, headers: OutgoingHttpHeaders = {}): Promise<Reader> {
  const agent = new Agent({ keepAlive: true })
  const response = await new Promise<IncomingMessage>((resolve, reject) => {
    get(url, { headers, agent }, resolve).on('error', reject)
  })
  let text = ''
  let read = 0
  let lastId = ''
  let hasEnded = false
  const changed: number[] = []
  response.setEncoding('utf8').on('data', (chunk: string) => {
    text += chunk
    for (let end = text.indexOf('\n\n', read); end >= 0; end = text.indexOf('\n\n', read)) {
      const lines = text.slice(read, end).split('\n')
      lastId = lines.find((line) => line.startsWith('id: '))?.slice(4) ?? lastId
      if (lines.includes('event: changed')) changed.push(performance.now())
      read = end + 2
    }
  })
  response.on('close', () => {
    hasEnded = true
  })
  response.on('error', () => {})
  const until = (condition: () => boolean, what: string, timeout = 10_000) =>
    vi.waitFor(
      () => {
        if (!condition()) throw new Error(`${what}; came: ${JSON.stringify(text)}`)
      },
      { timeout, interval: 10 },
    )
  return {
    response,
    text: () => text,
    changed,
    lastId: () => lastId,
    hasEnded: () => hasEnded,
    until: (times) => until(() => changed.length >= times, `not told ${times} times`),
    untilEnded: (milliseconds) => until(() => hasEnded, 'not ended', milliseconds),
    close: () => {
      response.destroy()
      agent.destroy()
    },
  }
}
