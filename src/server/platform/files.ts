import { randomUUID } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { mkdir, open, rename, rm, stat } from 'node:fs/promises'
import path from 'node:path'
import type { Readable } from 'node:stream'

/** Files by name, such as `pictures/<id>.webp`. Names come from the program, never from a person. */
export interface Files {
  /** Resolves once the whole file is on disk; readers see all of it or nothing. */
  put(name: string, content: Buffer): Promise<void>
  /** null where there is none. */
  read(name: string): Promise<{ bytes: number; content: Readable } | null>
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
      const file = await open(draft, 'wx')
      try {
        await file.writeFile(content)
        await file.sync()
      } finally {
        await file.close()
      }
      await rename(draft, target)
    },
    async read(name) {
      const found = await stat(at(name)).catch(() => null)
      return found && { bytes: found.size, content: createReadStream(at(name)) }
    },
    async remove(name) {
      await rm(at(name), { force: true })
    },
  }
}
