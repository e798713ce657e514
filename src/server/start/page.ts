import { readdir, rename, rm, stat } from 'node:fs/promises'
import path from 'node:path'

const inputs = ['src/web', 'src/contract', 'vite.config.ts', 'package-lock.json']

/** Whether dist/web is missing or older than anything it is made from. */
export async function isPageStale(projectRoot: string): Promise<boolean> {
  const built = await stat(path.join(projectRoot, 'dist/web/index.html')).catch(() => null)
  if (!built) return true
  const changed = await Promise.all(inputs.map((input) => lastChange(path.join(projectRoot, input))))
  return Math.max(...changed) > built.mtimeMs
}

/** Folders count too: removing a file changes only them. */
async function lastChange(place: string): Promise<number> {
  const own = await stat(place)
  if (!own.isDirectory()) return own.mtimeMs
  const names = await readdir(place)
  const within = await Promise.all(names.map((name) => lastChange(path.join(place, name))))
  return Math.max(own.mtimeMs, ...within)
}

/** Builds the page beside and swaps it in, so that a broken or interrupted build leaves the last one in place. */
export async function buildPage(projectRoot: string): Promise<void> {
  const { build } = await import('vite')
  const target = path.join(projectRoot, 'dist/web')
  const beside = path.join(projectRoot, 'dist/web.new')
  await build({
    root: path.join(projectRoot, 'src/web'),
    configFile: path.join(projectRoot, 'vite.config.ts'),
    logLevel: 'silent',
    build: { outDir: beside, emptyOutDir: true },
  })
  await rm(target, { recursive: true, force: true })
  await rename(beside, target)
}
