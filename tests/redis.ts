import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { findRedis } from '../scripts/system-packages.ts'

export interface TestRedis {
  url: string
  /** Gone from one moment to the next, as in a power cut; what it held is lost. */
  kill(): Promise<void>
  /** Back at the same address, empty. */
  restart(): Promise<void>
  /** Still there but does not answer; until `resume`. */
  freeze(): void
  resume(): void
  close(): Promise<void>
}

/** A real Redis on a port of its own that keeps nothing on disk. */
export async function startRedis(): Promise<TestRedis> {
  const program = findRedis()
  if (!program) throw new Error('redis-server is not on the PATH; npm test installs it, or says how.')
  const directory = await mkdtemp(path.join(tmpdir(), 'campus-connect-redis-'))
  const port = await freePort()
  let running = await start(program, port, directory)

  async function kill() {
    if (running.exitCode !== null || running.signalCode !== null) return
    running.kill('SIGKILL')
    await once(running, 'exit')
  }

  return {
    url: `redis://127.0.0.1:${port}`,
    kill,
    async restart() {
      await kill()
      running = await start(program, port, directory)
    },
    freeze: () => void running.kill('SIGSTOP'),
    resume: () => void running.kill('SIGCONT'),
    async close() {
      await kill()
      await rm(directory, { recursive: true, force: true })
    },
  }
}

async function start(program: string, port: number, directory: string): Promise<ChildProcess> {
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

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  server.close()
  await once(server, 'close')
  if (typeof address !== 'object' || !address) throw new Error('a listening server has a port')
  return address.port
}
