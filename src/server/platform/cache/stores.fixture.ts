import type { Redis } from 'ioredis'
import { type Logger, pino } from 'pino'
import { startRedis, type TestRedis } from '../../../../tests/redis.ts'
import { startUpstash } from '../../../../tests/upstash.ts'
import { openRedis } from '../redis.ts'
import type { Cache } from './cache.ts'
import { openCache } from './open.ts'

export interface Entry {
  level: number
  msg: string
  reason?: string
}

export const warning = 40

/** A log that can be looked at. */
export function keptLog(): { log: Logger; entries: Entry[] } {
  const entries: Entry[] = []
  return { log: pino({ level: 'info' }, { write: (line) => void entries.push(JSON.parse(line)) }), entries }
}

export interface TestStore {
  redis: TestRedis
  /** A cache as another process has it, ready to be asked. */
  node(): Promise<Cache>
  /** What all nodes have logged. */
  entries: Entry[]
  close(): Promise<void>
}

const cacheMemory = 1024 * 1024

export async function inRedis(): Promise<TestStore> {
  const redis = await startRedis()
  const { log, entries } = keptLog()
  const opened: Redis[] = []
  return {
    redis,
    entries,
    async node() {
      const connection = openRedis(redis.url, log)
      opened.push(connection)
      await new Promise((resolve) => connection.once('ready', resolve))
      return openCache({ upstash: null, cacheMemory }, connection, log)
    },
    async close() {
      for (const connection of opened) connection.disconnect()
      await redis.close()
    },
  }
}

export async function inUpstash(): Promise<TestStore> {
  const redis = await startRedis()
  const upstash = await startUpstash(redis.url)
  const { log, entries } = keptLog()
  return {
    redis,
    entries,
    node: async () => openCache({ upstash, cacheMemory }, null, log),
    async close() {
      await upstash.close()
      await redis.close()
    },
  }
}

/** In this process; each node has its own. */
export function inProcess(bytes = cacheMemory): Cache {
  return openCache({ upstash: null, cacheMemory: bytes }, null, keptLog().log)
}
