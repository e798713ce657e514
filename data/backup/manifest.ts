import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { readdir, readFile, stat, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { pipeline } from 'node:stream/promises'
import { z } from 'zod'

/** What a backup is of, and by what one knows that it is whole. */
const Manifest = z.object({
  format: z.literal(1),
  takenAt: z.iso.datetime(),
  /** Of the server that it was taken from, such as 18.4. */
  postgres: z.string(),
  /** `pg_dump`: a file in its custom format; `rows`: a file a table, where there was no pg_dump of that release. */
  kind: z.enum(['pg_dump', 'rows']),
  /** Applied when it was taken, in order. */
  migrations: z.array(z.string()),
  /** Rows by table. */
  rows: z.record(z.string(), z.number()),
  /** Every other file of the backup, by its path within. */
  files: z.array(z.object({ name: z.string(), bytes: z.number(), sha256: z.string() })),
})
export type Manifest = z.infer<typeof Manifest>

export class BackupError extends Error {}

const name = 'manifest.json'

/** Written last: a folder without it is no backup. */
export async function writeManifest(
  folder: string,
  known: Omit<Manifest, 'format' | 'files'>,
): Promise<Manifest> {
  const names = (await readdir(folder, { recursive: true, withFileTypes: true }))
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(folder, path.join(entry.parentPath, entry.name)))
  const files = []
  for (const one of names.sort()) files.push({ name: one, ...(await measure(path.join(folder, one))) })
  const manifest: Manifest = { format: 1, ...known, files }
  await writeFile(path.join(folder, name), `${JSON.stringify(manifest, null, 2)}\n`, { flag: 'wx' })
  return manifest
}

/** @throws BackupError that names what is missing or has changed */
export async function readManifest(folder: string, onFile: (name: string) => void): Promise<Manifest> {
  const text = await readFile(path.join(folder, name), 'utf8').catch(() => {
    throw new BackupError(`${folder} is no backup, or one that was never finished: it has no ${name}.`)
  })
  const manifest = Manifest.safeParse(parse(text))
  if (!manifest.success)
    throw new BackupError(`${path.join(folder, name)} is none that this release can read.`)
  for (const file of manifest.data.files) {
    onFile(file.name)
    const found = await measure(path.join(folder, file.name)).catch(() => null)
    if (!found) throw new BackupError(`${file.name} is missing from ${folder}. Nothing was restored.`)
    if (found.sha256 !== file.sha256)
      throw new BackupError(`${file.name} is not what it was. Nothing was restored.`)
  }
  return manifest.data
}

async function measure(file: string): Promise<{ bytes: number; sha256: string }> {
  const hash = createHash('sha256')
  await pipeline(createReadStream(file), hash)
  return { bytes: (await stat(file)).size, sha256: hash.digest('hex') }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}
