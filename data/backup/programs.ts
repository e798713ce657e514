import { execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, readdirSync } from 'node:fs'
import path from 'node:path'
import { BackupError } from './manifest.ts'

const debian = '/usr/lib/postgresql'

/** Folders in which programs of PostgreSQL may be: those of PATH, and of Debian every release. */
function folders(): string[] {
  const releases = existsSync(debian) ? readdirSync(debian).map((release) => `${debian}/${release}/bin`) : []
  return [...(process.env.PATH ?? '').split(path.delimiter), ...releases.sort().reverse()]
}

/** Path of a program of at least a release, such as pg_dump, which takes no newer servers; null where there is none. */
export function findClient(program: 'pg_dump' | 'pg_restore', release: number): string | null {
  for (const folder of folders()) {
    const file = path.join(folder, program)
    if (existsSync(file) && releaseOf(file) >= release) return file
  }
  return null
}

function releaseOf(file: string): number {
  try {
    return Number(/(\d+)/.exec(execFileSync(file, ['--version'], { encoding: 'utf8' }))?.[1] ?? 0)
  } catch {
    return 0
  }
}

/** Runs a program of PostgreSQL. The password goes by the environment: an argument is seen by others on the machine. */
export async function runClient(file: string, databaseUrl: string, args: string[]): Promise<void> {
  const url = new URL(databaseUrl)
  const password = decodeURIComponent(url.password)
  url.password = ''
  const child = spawn(file, ['--dbname', url.href, ...args], {
    env: { ...process.env, ...(password && { PGPASSWORD: password }) },
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  let said = ''
  child.stderr.on('data', (chunk) => (said += chunk))
  const [code] = await once(child, 'close')
  if (code !== 0)
    throw new BackupError(`${path.basename(file)} failed: ${said.trim() || `exit code ${code}`}`)
}
