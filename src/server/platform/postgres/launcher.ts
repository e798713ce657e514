import { spawn, spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { chown, open, readFile, stat } from 'node:fs/promises'
import { dirname } from 'node:path'

type Identity = { uid: number; gid: number }

/** Runs PostgreSQL's programs as the account that owns the cluster. */
export type Launcher = {
  /** Gives a file or directory to that account. */
  own(path: string): Promise<void>
  /**
   * Runs a program to its end, its output appended to `log`.
   * @throws Error with the last lines of `log` when the program fails.
   */
  run(program: string, args: string[], options: { directory: string; log: string }): Promise<void>
}

/**
 * PostgreSQL refuses to run as root. There the owner of `directory` (or of its parent, while it does not exist)
 * runs it, and nobody where that is root too. Everyone else runs it as themselves.
 * @throws Error when that account cannot reach the program or the directory.
 */
export async function createLauncher(program: string, directory: string): Promise<Launcher> {
  if (process.getuid?.() !== 0) return { own: async () => {}, run: (...command) => run([], null, ...command) }
  const place = existsSync(directory) ? directory : dirname(directory)
  const identity = await unprivileged(place)
  const own = (path: string) => chown(path, identity.uid, identity.gid)
  const reaches = (prefix: string[], as: Identity | null) => {
    const [command = '', ...args] = [...prefix, 'test', '-x', program, '-a', '-x', place]
    return spawnSync(command, args, { stdio: 'ignore', ...as }).status === 0
  }
  if (reaches([], identity)) return { own, run: (...command) => run([], identity, ...command) }
  const prefix = privileges
    .map((name) => passing(name, identity))
    .find((candidate) => reaches(candidate, null))
  if (prefix) return { own, run: (...command) => run(prefix, null, ...command) }
  throw new Error(
    `PostgreSQL does not run as root, and user ${identity.uid} cannot enter ${place}. ` +
      'Start as an ordinary user, move the project to a folder others may enter, or set DATABASE_URL.',
  )
}

/** initdb asks for the account's name, which the owner of a mounted folder may not have here. */
async function unprivileged(place: string): Promise<Identity> {
  const id = (...args: string[]) => spawnSync('id', args, { encoding: 'utf8' })
  const owner = await stat(place)
  if (owner.uid !== 0 && id('-un', `${owner.uid}`).status === 0) return { uid: owner.uid, gid: owner.gid }
  const nobody = (flag: string) => Number(id(flag, 'nobody').stdout || 65_534)
  return { uid: nobody('-u'), gid: nobody('-g') }
}

/** Least first; containers often grant only the second. */
const privileges = ['dac_read_search', 'dac_override']

/**
 * Below a folder closed to others (/root, mktemp -d) the account keeps one privilege of root's: to pass
 * through. Without `no_setuid_fixup` access(2), which PostgreSQL asks about its programs, would ignore it.
 */
function passing(privilege: string, { uid, gid }: Identity): string[] {
  const privileged = [
    `--inh-caps=+${privilege}`,
    `--ambient-caps=+${privilege}`,
    '--securebits=+no_setuid_fixup',
  ]
  return ['setpriv', `--reuid=${uid}`, `--regid=${gid}`, '--clear-groups', ...privileged]
}

async function run(
  prefix: string[],
  identity: Identity | null,
  program: string,
  args: string[],
  { directory, log }: { directory: string; log: string },
): Promise<void> {
  const [command = '', ...rest] = [...prefix, program, ...args]
  const output = await open(log, 'a', 0o600)
  try {
    const outcome = await new Promise<number | string | null>((resolve, reject) => {
      // Detached: the terminal's Ctrl-C is for us alone; we stop PostgreSQL in order.
      const options = { cwd: directory, detached: true, windowsHide: true, ...identity }
      spawn(command, rest, { ...options, stdio: ['ignore', output.fd, output.fd] })
        .once('error', reject)
        .once('exit', (code, signal) => resolve(code ?? signal))
    })
    if (outcome !== 0) throw new Error(`${program} failed (${outcome}):\n${await lastLines(log)}`)
  } finally {
    await output.close()
  }
}

async function lastLines(log: string): Promise<string> {
  const text = await readFile(log, 'utf8')
  return text.trimEnd().split('\n').slice(-12).join('\n')
}
