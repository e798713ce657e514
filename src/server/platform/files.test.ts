import { mkdir, mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { Readable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { diskFiles, type Files } from './files.ts'

let folder: string
let files: Files
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'campus-connect-files-test-'))
  files = diskFiles(folder)
})
afterEach(() => rm(folder, { recursive: true, force: true }))

async function contentOf(name: string): Promise<Buffer | null> {
  const file = await files.read(name)
  if (!file) return null
  const content = await buffer(file.content)
  expect(content.length).toBe(file.bytes)
  return content
}

test('a stream is put whole or not at all, and a folder removed with what is in it', async () => {
  await files.put('exports/a/1.zip', Readable.from([Buffer.from('one '), Buffer.from('two')]))
  expect(String(await contentOf('exports/a/1.zip'))).toBe('one two')
  const broken = Readable.from(
    (async function* () {
      yield Buffer.from('half')
      throw new Error('cut')
    })(),
  )
  await expect(files.put('exports/a/2.zip', broken)).rejects.toThrow('cut')
  expect(await readdir(path.join(folder, 'exports/a'))).toEqual(['1.zip'])
  await files.remove('exports/a')
  expect(await readdir(path.join(folder, 'exports'))).toEqual([])
})

test('a file is put, read, replaced and removed', async () => {
  expect(await files.read('pictures/a.webp')).toBeNull()
  await files.put('pictures/a.webp', Buffer.from('one'))
  expect(String(await contentOf('pictures/a.webp'))).toBe('one')
  await files.put('pictures/a.webp', Buffer.from('another'))
  expect(String(await contentOf('pictures/a.webp'))).toBe('another')
  await files.remove('pictures/a.webp')
  await files.remove('pictures/a.webp')
  expect(await files.read('pictures/a.webp')).toBeNull()
  expect(await readdir(path.join(folder, 'pictures'))).toEqual([])
})

test('what is in a folder is listed by when it changed last', async () => {
  const future = new Date(Date.now() + 60_000)
  expect(await files.list('pictures', future)).toEqual([])
  await files.put('pictures/a.webp', Buffer.from('one'))
  await files.put('pictures/more/b.webp', Buffer.from('two'))
  expect((await files.list('pictures', future)).sort()).toEqual(['a.webp', 'more'])
  expect(await files.list('pictures', new Date(Date.now() - 60_000))).toEqual([])
})

test('who reads while it is replaced gets one of the two, whole', async () => {
  const versions = ['a'.repeat(300_000), 'b'.repeat(2_000_000)].map((text) => Buffer.from(text))
  const [short, long] = versions
  if (!short || !long) throw new Error('there are two')
  await files.put('x', short)
  let writing = true
  const writer = (async () => {
    for (let round = 0; round < 40; round++) await files.put('x', round % 2 ? short : long)
    writing = false
  })()
  const seen = new Set<number>()
  while (writing) {
    const content = (await contentOf('x')) ?? Buffer.alloc(0)
    expect(versions.some((version) => version.equals(content))).toBe(true)
    seen.add(content.length)
  }
  await writer
  expect(seen.size).toBe(2)
  expect(await readdir(folder)).toEqual(['x'])
})

test('a file that is removed while somebody reads it is read to its end', async () => {
  await files.put('x', Buffer.alloc(1_000_000, 'x'))
  const file = await files.read('x')
  await files.remove('x')
  expect((await buffer(file!.content)).length).toBe(1_000_000)
})

test('what cannot be put leaves nothing behind', async () => {
  await mkdir(path.join(folder, 'taken/by-a-folder'), { recursive: true })
  await expect(files.put('taken', Buffer.from('x'))).rejects.toThrow()
  expect(await readdir(folder)).toEqual(['taken'])
})
