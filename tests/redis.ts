import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { freePort, startRedisServer } from '../scripts/redis-server.ts'

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
  const directory = await mkdtemp(path.join(tmpdir(), 'campus-connect-redis-'))
  const port = await freePort()
  let running = await startRedisServer(port, directory)

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
      running = await startRedisServer(port, directory)
    },
    freeze: () => void running.kill('SIGSTOP'),
    resume: () => void running.kill('SIGCONT'),
    async close() {
      await kill()
      await rm(directory, { recursive: true, force: true })
    },
  }
}
