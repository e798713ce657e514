import { randomUUID } from 'node:crypto'
import { mkdir, open, readdir, rename, rm, stat, writeFile } from 'node:fs/promises'
import path from 'node:path'
import type { Readable } from 'node:stream'

/** Files by name, such as `pictures/<id>.webp`. Names come from the program, never from a person. */
export interface Files {
  /** Resolves once the whole file is on disk; readers see all of it or nothing. */
  put(name: string, content: Buffer | Readable): Promise<void>
  /** null where there is none. */
  read(name: string): Promise<{ bytes: number; content: Readable } | null>
  /** Names of what is in a folder, drafts included, that has not changed since then. */
  list(folder: string, before: Date): Promise<string[]>
  /** A file, or a folder with all that is in it. */
  remove(name: string): Promise<void>
}

/** Files in a folder of this machine. */
export function diskFiles(folder: string): Files {
  const at = (name: string) => path.join(folder, name)
  return {
    async put(name, content) {
      const target = at(name)
      await mkdir(path.dirname(target), { recursive: true })
      const draft = `${target}.${randomUUID()}`
      try {
        await writeFile(draft, content, { flag: 'wx', flush: true })
        await rename(draft, target)
      } catch (error) {
        await rm(draft, { force: true })
        throw error
      }
    },
    async read(name) {
      const file = await open(at(name)).catch(() => null)
      return file && { bytes: (await file.stat()).size, content: file.createReadStream() }
    },
    async list(name, before) {
      const names = await readdir(at(name)).catch(() => [])
      const old = await Promise.all(
        names.map(async (one) => {
          const found = await stat(path.join(at(name), one)).catch(() => null)
          return found && found.mtime < before ? [one] : []
        }),
      )
      return old.flat()
    },
    async remove(name) {
      await rm(at(name), { recursive: true, force: true })
    },
  }
}
