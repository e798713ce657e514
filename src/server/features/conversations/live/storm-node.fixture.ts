import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { type Line, openLine } from '../lost-commit.fixture.ts'

/** A node of the service in a process of its own, whose line to PostgreSQL can be cut. */
export interface StormNode {
  /** Where it listens; changes when it starts again. */
  at(): string
  line: Line
  /** Ends it, in order or from one moment to the next, and starts it again. */
  restart(signal: 'SIGTERM' | 'SIGKILL'): Promise<void>
  close(): Promise<void>
}

const script = fileURLToPath(new URL('storm-server.fixture.ts', import.meta.url))

/** Nobody is to be refused for how much they do. */
const limits = ['RATE_LIMIT_PER_MINUTE', 'STUDENT_LIMIT_PER_HOUR', 'MESSAGE_LIMIT_PER_MINUTE']

export async function stormNode(settings: Record<string, string>, databaseUrl: string): Promise<StormNode> {
  const line = await openLine(databaseUrl)
  const env = {
    PATH: process.env.PATH,
    ...Object.fromEntries(limits.map((name) => [name, '1000000'])),
    ...settings,
    DATABASE_URL: line.url,
    PORT: '0',
    LOG_LEVEL: 'silent',
  }
  let child: ChildProcess
  let at = ''

  async function start(): Promise<void> {
    const starting = spawn(process.execPath, [script], { env, stdio: ['pipe', 'pipe', 'inherit'] })
    child = starting
    for await (const chunk of starting.stdout) {
      at = String(chunk).trim()
      return
    }
    throw new Error('a node of the storm did not start; its reason stands above')
  }

  async function stop(signal: 'SIGTERM' | 'SIGKILL'): Promise<void> {
    if (child.exitCode !== null || child.signalCode !== null)
      throw new Error(`a node ended by itself: ${child.exitCode ?? child.signalCode}`)
    const ended = once(child, 'exit')
    child.kill(signal)
    const killing = setTimeout(() => child.kill('SIGKILL'), 10_000)
    await ended
    clearTimeout(killing)
  }

  await start()
  return {
    at: () => at,
    line,
    async restart(signal) {
      await stop(signal)
      await start()
    },
    async close() {
      await stop('SIGKILL')
      line.close()
    },
  }
}
