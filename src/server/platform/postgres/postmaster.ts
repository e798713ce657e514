import { execFile } from 'node:child_process'
import { readFile, realpath, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { promisify } from 'node:util'

const patience = 60_000

/**
 * Finds the server that already runs on a data directory, such as one that outlived a killed starter,
 * and waits while it is still starting or stopping.
 * @returns its port, or null when none runs and a new one may be started
 * @throws Error when a server holds the data but does not answer
 */
export async function findRunning(
  data: string,
  answers: (port: number) => Promise<boolean>,
): Promise<number | null> {
  for (const deadline = Date.now() + patience; ; await pause(200)) {
    const file = await readPidFile(data)
    if (!file) return null
    if (!(await isPostmasterOf(file.pid, data))) {
      await disown(data)
      return null
    }
    if (file.port && (await answers(file.port))) return file.port
    if (Date.now() > deadline)
      throw new Error(
        `PostgreSQL (process ${file.pid}) holds ${data} but does not answer. End that process and start again.`,
      )
  }
}

/**
 * postmaster.pid: process, data directory, start time, port, … one a line; still short while it starts.
 * @returns null when there is none or its process is gone
 */
export async function readPidFile(data: string): Promise<{ pid: number; port: number } | null> {
  const text = await readFile(join(data, 'postmaster.pid'), 'utf8').catch(() => '')
  const lines = text.split('\n')
  const pid = Number.parseInt(lines[0] ?? '', 10)
  return pid > 0 && isAlive(pid) ? { pid, port: Number.parseInt(lines[3] ?? '', 10) || 0 } : null
}

/** Whether a process with this number exists, whoever owns it. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}

/** After a restart of the machine the number may be some other program's. Where it cannot be told: true. */
async function isPostmasterOf(pid: number, data: string): Promise<boolean> {
  try {
    if (process.platform === 'linux') return (await realpath(`/proc/${pid}/cwd`)) === (await realpath(data))
    const [program, ...args] =
      process.platform === 'win32'
        ? ['tasklist', '/FI', `PID eq ${pid}`]
        : ['ps', '-p', `${pid}`, '-o', 'command=']
    return (await promisify(execFile)(program ?? '', args)).stdout.includes('postgres')
  } catch (error) {
    // A dead process that nobody has waited for yet has a number but no working directory.
    return (error as NodeJS.ErrnoException).code !== 'ENOENT'
  }
}

/**
 * Keeps a stranger's process number from blocking the start. The file stays, with a number no process has,
 * so that PostgreSQL's own check of the shared memory named in it still guards the data.
 */
async function disown(data: string): Promise<void> {
  const path = join(data, 'postmaster.pid')
  const text = await readFile(path, 'utf8')
  await writeFile(path, text.replace(/^\d+/, '2147483647'))
}
