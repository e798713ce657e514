import { once } from 'node:events'
import { createServer, type RequestListener } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect, onTestFinished, test } from 'vitest'
import webPush from 'web-push'
import { type PushOptions, sendPush } from './push.ts'
import { pushReceiver } from './receiver.fixture.ts'

const payload = { kind: null, title: 'Ada', body: 'wrote to you', path: '/', tag: 'one' }

async function sent(listener: RequestListener, options: Partial<PushOptions> = {}, scheme = 'http') {
  const server = createServer(listener).listen(0, '127.0.0.1')
  await once(server, 'listening')
  let connections = 0
  server.on('connection', () => connections++)
  const { subscription, close } = await pushReceiver()
  close()
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  const { port } = server.address() as AddressInfo
  const reasons: unknown[] = []
  const outcome = await sendPush({ ...subscription, endpoint: `${scheme}://localhost:${port}/x` }, payload, {
    keys: webPush.generateVAPIDKeys(),
    subject: 'mailto:a@b.example',
    allowsPrivate: true,
    onFailure: (reason) => reasons.push(String(reason)),
    ...options,
  })
  return { outcome, connections, reasons }
}

test.each([
  [201, 'sent'],
  [404, 'gone'],
  [410, 'gone'],
  [302, 'failed'],
  [413, 'failed'],
  [429, 'failed'],
  [500, 'failed'],
])('what a push service answers with %d is %s', async (status, outcome) => {
  const answer = await sent((_, response) => response.writeHead(status, { location: '/elsewhere' }).end())
  expect(answer).toMatchObject({ outcome, connections: 1 })
})

test('a name that leads to this machine is not connected to', async () => {
  const answer = await sent((_, response) => response.end(), { allowsPrivate: false }, 'https')
  expect(answer).toEqual({
    outcome: 'failed',
    connections: 0,
    reasons: ['Error: localhost is not a public address'],
  })
})

test('whoever does not answer, or answers without end, is not waited for', async () => {
  expect((await sent(() => {}, { timeout: 200 })).outcome).toBe('failed')
  const start = performance.now()
  const endless = await sent((_, response) => {
    const more = setInterval(() => response.write('x'.repeat(1000)), 5)
    response.on('close', () => clearInterval(more))
  })
  expect(endless.outcome).toBe('sent')
  expect(performance.now() - start).toBeLessThan(2000)
})

test('a key that is none fails and does not throw', async () => {
  const keys = { p256dh: 'AAAA', auth: 'AAAA' }
  const options = {
    keys: webPush.generateVAPIDKeys(),
    subject: 'mailto:a@b.example',
    allowsPrivate: true,
  }
  expect(await sendPush({ endpoint: 'http://127.0.0.1:9/', keys }, payload, options)).toBe('failed')
})
