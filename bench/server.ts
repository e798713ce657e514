import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { setTimeout as pause } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { freePort } from '#platform/postgres/configuration.ts'

export interface BenchServer {
  pid: number
  port: number
  stop(): Promise<void>
}

const root = fileURLToPath(new URL('..', import.meta.url))
const patience = 60_000

/** Of the caller's environment nothing else reaches the server: no other database, Redis or mail. */
const kept = ['PATH', 'HOME', 'TMPDIR', 'SystemRoot', 'TEMP']

export interface ServerOptions {
  /** Settings beside those of every bench. */
  settings?: Record<string, string>
  /** Options of Node itself. */
  nodeOptions?: string[]
}

/** Starts a server program, such as src/server/main.ts, as a process of its own; back when it is ready. */
export async function startServer(
  script: string,
  databaseUrl: string,
  dataDirectory: string,
  { settings = {}, nodeOptions = [] }: ServerOptions = {},
): Promise<BenchServer> {
  const port = await freePort()
  const environment = {
    ...Object.fromEntries(kept.flatMap((name) => (process.env[name] ? [[name, process.env[name]]] : []))),
    NODE_ENV: 'production',
    DATABASE_URL: databaseUrl,
    DATA_DIRECTORY: dataDirectory,
    LOG_LEVEL: 'warn',
    RATE_LIMIT_PER_MINUTE: '1000000',
    STUDENT_LIMIT_PER_HOUR: '1000000',
    PORT: `${port}`,
    ...settings,
  }
  const child = spawn(process.execPath, [...nodeOptions, script, '--without-page'], {
    cwd: root,
    env: environment,
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  child.stdout.pipe(process.stderr, { end: false })
  const stop = () => stopChild(child)
  try {
    await untilReady(child, port)
  } catch (error) {
    await stop()
    throw error
  }
  return { pid: child.pid ?? 0, port, stop }
}

async function untilReady(child: ChildProcess, port: number): Promise<void> {
  for (const deadline = Date.now() + patience; ; await pause(50)) {
    const ready = await fetch(`http://127.0.0.1:${port}/health/ready`).catch(() => null)
    if (ready?.ok) return
    if (child.exitCode !== null) throw new Error('The server under test ended; its reason stands above.')
    if (Date.now() > deadline) throw new Error('The server under test does not become ready.')
  }
}

async function stopChild(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const ended = once(child, 'exit')
  child.kill('SIGTERM')
  const killing = setTimeout(() => child.kill('SIGKILL'), 15_000)
  await ended
  clearTimeout(killing)
}
