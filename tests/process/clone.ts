import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { cp, mkdtemp, readFile, rm } from 'node:fs/promises'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('../..', import.meta.url))

/** A process of the product and what it printed so far. */
export interface Run {
  readonly output: string
  /** The exit code, once it ended. */
  readonly exit: Promise<number | null>
  /** Resolves with the address it listens at. */
  address(): Promise<string>
  /** Ctrl-C: the signal goes to everything that the terminal runs. */
  interrupt(): void
  /** What a test that failed may have left. */
  kill(): void
}

export interface Clone {
  folder: string
  /** `npm start`, as a person types it. */
  npmStart(): Run
  /** The server's process alone, with settings. */
  server(settings: Record<string, string>): Run
  /** Process number of the server, as its lock file has it. */
  serverPid(): Promise<number>
  /** Process number and port of the embedded PostgreSQL; null while none runs. */
  postgres(): Promise<{ pid: number; port: number } | null>
  /** Ends what a failed test left, and removes the folder. */
  remove(): Promise<void>
}

/** What a fresh clone of the present state would hold, in a folder that only its owner may enter. */
export async function cloneProject(): Promise<Clone> {
  const folder = await mkdtemp(path.join(tmpdir(), 'campus connect '))
  const listed = execFileSync('git', ['ls-files', '-co', '--exclude-standard', '-z'], {
    cwd: root,
    encoding: 'utf8',
  })
  for (const file of new Set(listed.split('\0').filter(Boolean)))
    await cp(path.join(root, file), path.join(folder, file)).catch(ignoreDeleted)

  const runs: Run[] = []
  const run = (command: string, args: string[], env: NodeJS.ProcessEnv) => {
    const started = follow(
      spawn(command, args, { cwd: folder, env, detached: true, stdio: ['ignore', 'pipe', 'pipe'] }),
    )
    runs.push(started)
    return started
  }
  const within = (...names: string[]) => readFile(path.join(folder, '.data', ...names), 'utf8')
  return {
    folder,
    npmStart: () => run('npm', ['start'], outsideEnvironment()),
    server: (settings) =>
      run(process.execPath, ['src/server/main.ts'], { ...outsideEnvironment(), ...settings }),
    serverPid: async () => JSON.parse(await within('server.json')).pid,
    async postgres() {
      const lines = (await within('postgres', 'data', 'postmaster.pid').catch(() => '')).split('\n')
      return lines.length > 3 ? { pid: Number(lines[0]), port: Number(lines[3]) } : null
    },
    async remove() {
      for (const each of runs) each.kill()
      await Promise.all(runs.map((each) => each.exit))
      await rm(folder, { recursive: true, force: true, maxRetries: 5 })
    },
  }
}

/** True once nobody listens on a port of this machine. */
export async function isClosed(port: number): Promise<boolean> {
  const socket = connect({ host: '127.0.0.1', port })
  try {
    await once(socket, 'connect')
    return false
  } catch {
    return true
  } finally {
    socket.destroy()
  }
}

/** The machine as a person finds it: without what npm and Vitest set for this run, and without settings. */
function outsideEnvironment(): NodeJS.ProcessEnv {
  const set =
    /^(npm_|NODE_|VITEST|INIT_CWD|DATABASE_|REDIS_URL|SMTP_URL|HOST$|PORT$|PUBLIC_URL|DATA_DIRECTORY|LOG_LEVEL)/
  const kept = Object.entries(process.env).filter(([name]) => !set.test(name))
  const places = (process.env.PATH ?? '').split(path.delimiter)
  const outside = places.filter((place) => !place.includes('node_modules'))
  return { ...Object.fromEntries(kept), PATH: outside.join(path.delimiter) }
}

function follow(child: ChildProcess): Run {
  let output = ''
  let ended = false
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', (chunk) => (output += chunk))
  const exit = once(child, 'close').then(([code]) => {
    ended = true
    return code as number | null
  })
  const signal = (name: NodeJS.Signals) => {
    if (child.pid && !ended) process.kill(-child.pid, name)
  }
  return {
    get output() {
      return output
    },
    exit,
    async address() {
      while (!ended) {
        const address = /(?:Open +|listens at )(http:\S+)/.exec(output)?.[1]
        if (address) return address
        await pause(50)
      }
      throw new Error(`It ended before it listened:\n${output}`)
    },
    interrupt: () => signal('SIGINT'),
    kill: () => signal('SIGKILL'),
  }
}

function ignoreDeleted(error: NodeJS.ErrnoException): void {
  if (error.code !== 'ENOENT') throw error
}
