import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { isAlive } from '#platform/postgres/postmaster.ts'

interface Holder {
  pid: number
  /** null while it is still starting. */
  address: string | null
  startedAt: string
}

export interface Lock {
  /** Says where the server listens, for whoever tries to start a second one. */
  announce(address: string): Promise<void>
  release(): Promise<void>
}

export class AlreadyRunning extends Error {}

/** A first start, which loads the demo campus, may take this long. */
const longestStart = 10 * 60_000

/**
 * Makes this process the only server of a data directory. What a killed server left is replaced.
 * @throws AlreadyRunning whose message says where the other server is
 */
export async function takeLock(file: string): Promise<Lock> {
  const holder: Holder = { pid: process.pid, address: null, startedAt: new Date().toISOString() }
  await mkdir(path.dirname(file), { recursive: true })
  while (!(await create(file, holder))) {
    const other = await readHolder(file)
    if (other && (await isRunning(other)))
      throw new AlreadyRunning(
        other.address
          ? `Campus Connect already runs at ${other.address} (process ${other.pid}). Stop that one first.`
          : `Campus Connect is already starting here (process ${other.pid}).`,
      )
    await rm(file, { force: true })
  }
  return {
    async announce(address) {
      await writeFile(`${file}.new`, JSON.stringify({ ...holder, address }))
      await rename(`${file}.new`, file)
    },
    release: () => rm(file, { force: true }),
  }
}

async function create(file: string, holder: Holder): Promise<boolean> {
  try {
    await writeFile(file, JSON.stringify(holder), { flag: 'wx' })
    return true
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false
    throw error
  }
}

async function readHolder(file: string): Promise<Holder | null> {
  try {
    return JSON.parse(await readFile(file, 'utf8'))
  } catch {
    return null
  }
}

/** The process number alone does not tell: after a restart of the machine it may be some other program's. */
async function isRunning({ pid, address, startedAt }: Holder): Promise<boolean> {
  if (!isAlive(pid)) return false
  if (address === null) return Date.now() - Date.parse(startedAt) < longestStart
  const ask = fetch(`${address}/health/live`, { signal: AbortSignal.timeout(3000) })
  return ask.then(
    () => true,
    () => false,
  )
}
