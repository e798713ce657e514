import { existsSync } from 'node:fs'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { AlreadyRunning, takeLock } from './lock.ts'

let folder: string
let file: string
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'campus-connect-lock-'))
  file = path.join(folder, 'data', 'server.json')
})
afterEach(() => rm(folder, { recursive: true }))

test('one process holds it, from its start until it releases it', async () => {
  const lock = await takeLock(file)
  await expect(takeLock(file)).rejects.toThrow(AlreadyRunning)
  await lock.release()
  expect(existsSync(file)).toBe(false)
  await (await takeLock(file)).release()
})

test('tells where the other server listens', async () => {
  const server = createServer((_, response) => response.end()).listen(0, '127.0.0.1')
  await new Promise((resolve) => server.once('listening', resolve))
  const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const lock = await takeLock(file)
  await lock.announce(address)
  await expect(takeLock(file)).rejects.toThrow(`already runs at ${address}`)
  server.close()
  server.closeAllConnections()
})

const startedAt = new Date().toISOString()
test.each([
  ['a killed server', { pid: 2_147_483_646, address: null, startedAt }],
  [
    'a process number that is another program now',
    { pid: process.pid, address: 'http://127.0.0.1:1', startedAt },
  ],
  [
    'a start that was killed long ago',
    { pid: process.pid, address: null, startedAt: '2026-01-01T00:00:00Z' },
  ],
])('replaces what %s left', async (_, left) => {
  await (await takeLock(file)).release()
  await writeFile(file, JSON.stringify(left))
  await takeLock(file)
  expect(JSON.parse(await readFile(file, 'utf8'))).toMatchObject({ pid: process.pid, address: null })
})

test('replaces a file that was cut short', async () => {
  await (await takeLock(file)).release()
  await writeFile(file, '{"pid":')
  await takeLock(file)
})
