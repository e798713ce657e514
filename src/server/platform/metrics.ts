import { timingSafeEqual } from 'node:crypto'
import type pg from 'pg'
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client'
import type { Cache } from './cache/cache.ts'

/** What a process counts for Prometheus. Labels are few: patterns of routes and names of statements, never values. */
export interface Metrics {
  /** @param route pattern of the address; seconds */
  request(method: string, route: string, status: number, seconds: number): void
  /** @param statement its name in the program; seconds */
  query(statement: string, seconds: number): void
  job(name: string, outcome: 'done' | 'failed' | 'cut short', seconds: number): void
  readonly sockets: Gauge
  readonly messages: Counter
  /** Reads these whenever it is asked. */
  watch(pool: pg.Pool, most: number, cache: Pick<Cache, 'counts'>): void
  /** All of it, as Prometheus reads it. */
  text(): Promise<{ type: string; text: string }>
}

/** Seconds. Requests are to take 200 ms and queries 100 ms at most in 95 of 100, so there are bounds at both. */
const buckets = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.2, 0.5, 1, 2.5, 10]
const longBuckets = [0.01, 0.1, 1, 10, 60, 600]

/** One a process; of several in a test each counts its own. */
export function openMetrics(): Metrics {
  const registry = new Registry()
  const registers = [registry]
  collectDefaultMetrics({ register: registry })
  const requests = new Histogram({
    name: 'campus_http_request_seconds',
    help: 'Time until a request was answered.',
    labelNames: ['method', 'route', 'status'],
    buckets,
    registers,
  })
  const queries = new Histogram({
    name: 'campus_query_seconds',
    help: 'Time until a statement was answered, waiting for a connection included.',
    labelNames: ['statement'],
    buckets,
    registers,
  })
  const jobs = new Histogram({
    name: 'campus_job_seconds',
    help: 'Time that turns of jobs took.',
    labelNames: ['job', 'outcome'],
    buckets: longBuckets,
    registers,
  })
  return {
    request: (method, route, status, seconds) => requests.observe({ method, route, status }, seconds),
    query: (statement, seconds) => queries.observe({ statement }, seconds),
    job: (job, outcome, seconds) => jobs.observe({ job, outcome }, seconds),
    sockets: new Gauge({ name: 'campus_sockets', help: 'Open sockets of pages and programs.', registers }),
    messages: new Counter({
      name: 'campus_messages_total',
      help: 'Sends of messages that were acknowledged.',
      registers,
    }),
    watch(pool, most, cache) {
      new Gauge({
        name: 'campus_pool_connections',
        help: 'Connections to the database, and who waits for one.',
        labelNames: ['state'],
        registers,
        collect() {
          this.set({ state: 'busy' }, pool.totalCount - pool.idleCount)
          this.set({ state: 'idle' }, pool.idleCount)
          this.set({ state: 'most' }, most)
          this.set({ state: 'waiting' }, pool.waitingCount)
        },
      })
      new Counter({
        name: 'campus_cache_looks_total',
        help: 'Values that were looked for in the cache.',
        labelNames: ['kind', 'result'],
        registers,
        collect() {
          this.reset()
          for (const [kind, { hits, misses }] of Object.entries(cache.counts())) {
            this.inc({ kind, result: 'hit' }, hits)
            this.inc({ kind, result: 'miss' }, misses)
          }
        },
      })
    },
    text: async () => ({ type: registry.contentType, text: await registry.metrics() }),
  }
}

/** Whether an Authorization header has the token; takes as long for any of the same length. */
export function bearsToken(header: string | undefined, token: string): boolean {
  const [given, asked] = [Buffer.from(header ?? ''), Buffer.from(`Bearer ${token}`)]
  return given.length === asked.length && timingSafeEqual(given, asked)
}
