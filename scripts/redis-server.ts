import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { createServer } from 'node:net'
import { findRedis } from './system-packages.ts'

/**
 * Starts the machine's redis-server on loopback; it keeps nothing on disk and ends when killed.
 * @returns once it answers
 */
export async function startRedisServer(port: number, directory: string): Promise<ChildProcess> {
  const program = findRedis()
  if (!program) throw new Error('redis-server is not on the PATH; npm test installs it, or says how.')
  const options = { port, bind: '127.0.0.1', dir: directory, save: '', appendonly: 'no', daemonize: 'no' }
  const words = Object.entries(options).flatMap(([name, value]) => [`--${name}`, String(value)])
  const server = spawn(program, words, { stdio: ['ignore', 'pipe', 'inherit'] })
  let said = ''
  for await (const chunk of server.stdout) {
    said += chunk
    if (said.includes('Ready to accept connections')) break
  }
  if (server.exitCode !== null) throw new Error(`redis-server did not start:\n${said}`)
  server.stdout.resume()
  return server
}

export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  server.close()
  await once(server, 'close')
  if (typeof address !== 'object' || !address) throw new Error('a listening server has a port')
  return address.port
}
