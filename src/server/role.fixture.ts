import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { freePort } from '#platform/postgres/configuration.ts'

/** The server as a process of its own. */
export interface RunningRole {
  address: string
  /** Status and body of a probe; null while nobody answers. */
  probe(kind: 'live' | 'ready'): Promise<{ status: number; body: Record<string, unknown> } | null>
  output(): string
  /** Asks it to end. */
  end(): void
  exit: Promise<number | null>
  close(): Promise<void>
}

const main = fileURLToPath(new URL('main.ts', import.meta.url))

export async function startRole(role: string, settings: Record<string, string>): Promise<RunningRole> {
  const directory = await mkdtemp(path.join(tmpdir(), 'campus-connect-role-'))
  const port = await freePort()
  const env = {
    PATH: process.env.PATH,
    DATA_DIRECTORY: directory,
    PORT: `${port}`,
    LOG_LEVEL: 'debug',
    ...settings,
  }
  const child = spawn(process.execPath, [main, `--role=${role}`, '--without-page'], { env })
  const exit = once(child, 'close').then(([code]) => code as number | null)
  let output = ''
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (output += chunk))
  const address = `http://127.0.0.1:${port}`
  return {
    address,
    async probe(kind) {
      const response = await fetch(`${address}/health/${kind}`).catch(() => null)
      return response && { status: response.status, body: await response.json() }
    },
    output: () => output,
    end: () => void child.kill('SIGTERM'),
    exit,
    async close() {
      child.kill('SIGKILL')
      await exit
      await rm(directory, { recursive: true, force: true })
    },
  }
}
