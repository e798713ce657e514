import { randomBytes } from 'node:crypto'
import { mkdir, readdir, rename, rm, writeFile } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import type { Binaries } from './binaries.ts'
import type { Launcher } from './launcher.ts'
import { isAlive } from './postmaster.ts'

/**
 * Letters beyond ASCII must count as letters, or trigram search and lower() miss them; sorting stays bytewise,
 * the same on every machine.
 */
const characterType =
  { linux: 'C.UTF-8', darwin: 'en_US.UTF-8', win32: 'en-US' }[process.platform as string] ?? 'C'

/**
 * Makes a new cluster: `directory`/data and `directory`/password. It is made beside and renamed when complete,
 * so a kill in the middle leaves no half cluster; the next call removes what it left.
 *
 * Passwords (SCRAM) rather than trust: a port on loopback is open to every account of the machine, and a
 * superuser of PostgreSQL may run programs as the account it runs under. The password stays in a file only
 * that account can read.
 */
export async function initialiseCluster(
  directory: string,
  binaries: Binaries,
  launcher: Launcher,
): Promise<void> {
  const parent = dirname(directory)
  const prefix = `${basename(directory)}.new-`
  for (const name of await readdir(parent))
    if (name.startsWith(prefix) && !isAlive(Number(name.slice(prefix.length))))
      await rm(join(parent, name), { recursive: true, force: true })

  const beside = join(parent, prefix + process.pid)
  const password = join(beside, 'password')
  await mkdir(beside, { mode: 0o700 })
  await writeFile(password, randomBytes(24).toString('base64url'), { mode: 0o600 })
  for (const path of [beside, password]) await launcher.own(path)
  const local = ['--encoding=UTF8', '--locale=C', `--lc-ctype=${characterType}`]
  const access = ['--username=postgres', '--auth=scram-sha-256', '--pwfile=password']
  await launcher.run(binaries.initdb, ['--pgdata=data', ...local, ...access], {
    directory: beside,
    log: join(beside, 'initdb.log'),
  })
  await rename(beside, directory)
}
