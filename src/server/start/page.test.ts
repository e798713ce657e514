import { mkdir, mkdtemp, rm, utimes, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { isPageStale } from './page.ts'

let root: string
beforeAll(async () => {
  root = await mkdtemp(path.join(tmpdir(), 'campus-connect-page-'))
  for (const folder of ['src/web/ui', 'src/contract', 'dist/web'])
    await mkdir(path.join(root, folder), { recursive: true })
  for (const file of ['src/web/ui/button.tsx', 'vite.config.ts', 'package-lock.json'])
    await writeFile(path.join(root, file), '')
})
afterAll(() => rm(root, { recursive: true }))

const builtIn = async (year: number) => {
  const index = path.join(root, 'dist/web/index.html')
  await writeFile(index, '')
  await utimes(index, new Date(`${year}`), new Date(`${year}`))
}

test('a page that was never built is stale', async () => {
  expect(await isPageStale(root)).toBe(true)
})

test('a page built after the last change is not', async () => {
  await builtIn(2100)
  expect(await isPageStale(root)).toBe(false)
})

test('a change deep inside makes it stale, and so does the removal of a file', async () => {
  await utimes(path.join(root, 'src/web/ui/button.tsx'), new Date('2102'), new Date('2102'))
  expect(await isPageStale(root)).toBe(true)
  await builtIn(2103)
  expect(await isPageStale(root)).toBe(false)
  await utimes(path.join(root, 'src/web/ui'), new Date('2104'), new Date('2104'))
  expect(await isPageStale(root)).toBe(true)
})
