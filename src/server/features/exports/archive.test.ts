import { buffer } from 'node:stream/consumers'
import { setTimeout as pause } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { type Entry, zipOf } from './archive.ts'
import { unzip } from './unzip.fixture.ts'

const entry = (name: string, ...pieces: (string | Buffer)[]): Entry => ({
  name,
  async *content() {
    yield* pieces
  },
})
const unstopped = new AbortController().signal

test('files come out as they went in, and each piece says how far it is', async () => {
  const large = Buffer.alloc(3_000_000, 'campus connect ')
  const shares: number[] = []
  const onPiece = async (done: number) => void shares.push(done)
  const entries = [entry('a/ü.txt', 'Grüße ', '👋'), entry('empty.txt'), entry('large.bin', large, large)]
  const files = await unzip(await buffer(zipOf(entries, onPiece, unstopped)))
  expect([...files.keys()]).toEqual(['a/ü.txt', 'empty.txt', 'large.bin'])
  expect(String(files.get('a/ü.txt'))).toBe('Grüße 👋')
  expect(files.get('empty.txt')?.length).toBe(0)
  expect(files.get('large.bin')?.equals(Buffer.concat([large, large]))).toBe(true)
  expect(shares).toEqual([0, 0, 2 / 3, 2 / 3])
})

test('it fails where a file, the report of progress or the signal does', async () => {
  const broken: Entry = {
    name: 'broken.txt',
    async *content() {
      yield 'half'
      throw new Error('unreadable')
    },
  }
  const quiet = async () => {}
  await expect(buffer(zipOf([broken], quiet, unstopped))).rejects.toThrow('unreadable')
  const refusing = () => Promise.reject(new Error('gone'))
  await expect(buffer(zipOf([entry('a', 'b')], refusing, unstopped))).rejects.toThrow('gone')
  await expect(buffer(zipOf([entry('a', 'b')], quiet, AbortSignal.abort(new Error('stop'))))).rejects.toThrow(
    'stop',
  )
})

test('one that has failed before it is read fails whoever reads it', async () => {
  const archive = zipOf([entry('a', 'b')], () => Promise.reject(new Error('gone')), unstopped)
  await pause(200)
  await expect(buffer(archive)).rejects.toThrow('gone')
})

test('no more is read than is taken', async () => {
  let pieces = 0
  const endless: Entry = {
    name: 'endless.bin',
    async *content() {
      for (;;) {
        pieces++
        yield crypto.getRandomValues(Buffer.alloc(65_536))
      }
    },
  }
  const archive = zipOf([endless], async () => {}, unstopped)
  let bytes = 0
  for await (const chunk of archive) {
    bytes += chunk.length
    if (bytes > 1_000_000) break
  }
  expect(pieces).toBeLessThan(100)
})
