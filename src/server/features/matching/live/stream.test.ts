import { createServer, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { setTimeout as pause } from 'node:timers/promises'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { openReader } from './reader.fixture.ts'
import { type EventStream, eventStream } from './stream.ts'

const gap = 200
let server: Server
let url: string
let next: (response: ServerResponse) => void
beforeEach(async () => {
  server = createServer((_request, response) => next(response))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
})
afterEach(() => server.close())

/** Both ends of one stream. */
async function opened(heartbeat = 60_000) {
  const started = new Promise<{ stream: EventStream; response: ServerResponse }>((resolve) => {
    next = (response) => resolve({ response, stream: eventStream(response, {}, { gap, heartbeat }) })
  })
  const reader = await openReader(url)
  return { reader, ...(await started) }
}

test('tells the first change at once, and those that follow soon together at the end of the gap', async () => {
  const { reader, stream } = await opened()
  const start = performance.now()
  stream.advance('a', true)
  await reader.until(1)
  expect(performance.now() - start).toBeLessThan(gap / 2)
  stream.advance('b', true)
  stream.advance('c', true)
  stream.advance('d', false)
  await reader.until(2)
  const [first = 0, second = 0] = reader.changed
  expect(second - first).toBeGreaterThan(gap - 50)
  expect(reader.lastId()).toBe('d')
  await pause(2 * gap)
  expect(reader.changed).toHaveLength(2)
  reader.close()
})

test('gives away an id by heartbeat, but not that of a change that is still to be told', async () => {
  const { reader, stream } = await opened(20)
  await pause(60)
  expect(reader.text()).toMatch(/^retry: [5-9]\d{3}\n\n(:\n\n)+$/)
  stream.advance('a', false)
  await expect.poll(reader.lastId).toBe('a')
  expect(reader.changed).toHaveLength(0)
  stream.advance('b', true)
  await reader.until(1)
  stream.advance('c', true)
  await pause(gap / 2)
  expect(reader.lastId()).toBe('b')
  await reader.until(2)
  expect(reader.lastId()).toBe('c')
  reader.close()
})

test('ends with what it still has to say, and says nothing afterwards', async () => {
  const { reader, stream } = await opened(20)
  stream.end(60_000)
  await reader.untilEnded()
  stream.advance('a', true)
  stream.end()
  expect(reader.response.complete).toBe(true)
  expect(reader.text()).toMatch(/^retry: [5-9]\d{3}\n\nretry: 60000\n\n$/)
})

/** More than the system's own buffers take for a reader who does not read. */
const tooMuch = Buffer.alloc(20_000_000, ':')

test('a reader that reads nothing is cut off once enough waits for it', async () => {
  const { reader, response } = await opened(20)
  reader.response.pause()
  response.write(tooMuch)
  await expect.poll(() => response.destroyed, { timeout: 2000 }).toBe(true)
  reader.close()
})

test('ends in about a second even if its reader takes nothing more', async () => {
  const { reader, response, stream } = await opened()
  reader.response.pause()
  response.write(tooMuch)
  stream.end()
  await pause(500)
  expect(response.destroyed).toBe(false)
  await expect.poll(() => response.destroyed, { timeout: 1500 }).toBe(true)
  reader.close()
})
