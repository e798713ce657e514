import { randomUUID } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { parseArgs } from 'node:util'
import { Redis } from 'ioredis'
import { type Cache, createCache, type Kind } from '#platform/cache/cache.ts'
import { redisStore } from '#platform/cache/redis-store.ts'
import { freePort, startRedisServer } from '../scripts/redis-server.ts'
import { narrateTo } from '../src/server/start/narration.ts'

const matches: Kind = { name: 'matches', seconds: 300 }
const batch = 10_000

/** What an invalidation took, and the longest that another client's GET waited meanwhile; milliseconds. */
interface Sample {
  took: number
  waited: number
}

/**
 * `npm run bench -- keys`: the specification's invalidation, KEYS with a pattern, beside a new version in the key.
 * Fills a Redis of its own with `--keys` keys (1,000,000) and prints p50 and the maximum of `--repeats` (15).
 */
export async function benchKeys(args: string[]): Promise<void> {
  const { keys, repeats } = readArguments(args)
  const directory = await mkdtemp(path.join(tmpdir(), 'campus-connect-bench-'))
  const port = await freePort()
  const server = await startRedisServer(port, directory)
  const stop = () => void server.kill('SIGKILL')
  process.once('exit', stop)
  const redis = new Redis(port)
  const other = new Redis(port)
  try {
    const known = await fill(redis, keys)
    const scanned = await repeat(repeats, other, known, () => redis.keys(`*:${randomUUID()}:*`))
    const cache = createCache(redisStore(redis))
    const versioned = await repeat(repeats, other, known, () => renew(cache))
    const version = /redis_version:(\S+)/.exec(await redis.info('server'))?.[1]
    process.stdout.write(report(keys, repeats, version ?? '', scanned, versioned))
  } finally {
    redis.disconnect()
    other.disconnect()
    process.off('exit', stop)
    stop()
    await rm(directory, { recursive: true, force: true })
  }
}

function readArguments(args: string[]): { keys: number; repeats: number } {
  const { values } = parseArgs({
    args,
    options: { keys: { type: 'string', default: '1000000' }, repeats: { type: 'string', default: '15' } },
  })
  return { keys: count('keys', values.keys), repeats: count('repeats', values.repeats) }
}

function count(option: string, value: string): number {
  const digits = value.replaceAll(/[,_]/g, '')
  if (!/^[1-9]\d*$/.test(digits)) throw new Error(`--${option} takes a whole number above 0, not ${value}.`)
  return Number(digits)
}

/** @returns one of the keys; all are as the specification has them, matches:{userId}:{courseId} */
async function fill(redis: Redis, keys: number): Promise<string> {
  const narration = narrateTo(process.stderr)
  let last = ''
  for (let done = 0; done < keys; done += batch) {
    const pairs = Array.from({ length: Math.min(batch, keys - done) }, () => {
      last = `matches:${randomUUID()}:${randomUUID()}`
      return [last, '{"matches":[]}']
    })
    await redis.mset(pairs.flat())
    const step = `${Math.floor((done / keys) * 10) * 10} %`
    narration.progress('Filling Redis', step, done, keys)
  }
  narration.finish()
  return last
}

/** As after a change: the list is kept under a version that was not there before, and read again. */
async function renew(cache: Cache): Promise<void> {
  const key = `${randomUUID()}:${randomUUID()}:2`
  await cache.set(matches, key, { matches: [] })
  if (!(await cache.get(matches, key))) throw new Error('what was written was not read')
}

async function repeat(times: number, other: Redis, known: string, work: () => Promise<unknown>) {
  const samples: Sample[] = []
  for (let time = 0; time < times; time++) {
    const end = new AbortController()
    const waiting = longestWait(other, known, end.signal)
    const begun = performance.now()
    await work().finally(() => end.abort())
    const took = performance.now() - begun
    samples.push({ took, waited: await waiting })
  }
  return samples
}

/** Asks for a key again and again. @returns milliseconds of the slowest answer, when the work is done */
async function longestWait(redis: Redis, key: string, end: AbortSignal): Promise<number> {
  let longest = 0
  while (!end.aborted) {
    const begun = performance.now()
    await redis.get(key)
    longest = Math.max(longest, performance.now() - begun)
  }
  return longest
}

function report(keys: number, repeats: number, version: string, scanned: Sample[], versioned: Sample[]) {
  const row = (title: string, p50: string, max: string) =>
    `${title.padEnd(48)}${p50.padStart(12)}${max.padStart(12)}\n`
  const figures = (title: string, values: number[]) => {
    const sorted = values.toSorted((a, b) => a - b)
    return row(title, milliseconds(sorted[Math.floor(sorted.length / 2)]), milliseconds(sorted.at(-1)))
  }
  return [
    `${keys.toLocaleString('en')} keys in Redis ${version}, ${repeats} times each\n\n`,
    row('', 'p50', 'max'),
    figures(
      'KEYS *:{id}:*',
      scanned.map(({ took }) => took),
    ),
    figures(
      '  longest GET of another client meanwhile',
      scanned.map(({ waited }) => waited),
    ),
    figures(
      'A new version in the key, written and read',
      versioned.map(({ took }) => took),
    ),
    figures(
      '  longest GET of another client meanwhile',
      versioned.map(({ waited }) => waited),
    ),
  ].join('')
}

const milliseconds = (value = 0) => `${value.toFixed(value < 10 ? 2 : 0)} ms`
