import { setTimeout as pause } from 'node:timers/promises'
import type pg from 'pg'
import type { PgBoss } from 'pg-boss'
import type { Logger } from 'pino'
import type { Metrics } from './metrics.ts'

/** Work that is due from time to time, whoever asks for it. Features list theirs in jobs.ts. */
export interface Job<Parts> {
  /** Unique in the program, such as `courses.refresh`. */
  name: string
  /** When it is due: cron, in UTC. */
  schedule: string
  /** Whether it is also due whenever a process starts. */
  atStart?: boolean
  /** Seconds between two looks whether it is due; as a rule ten. */
  poll?: number
  /**
   * Does the work. It may be cut short anywhere and run again: idempotent, and done soon after `signal` aborts.
   * @returns what to log about it
   */
  run(parts: Parts, signal: AbortSignal): Promise<object>
}

/**
 * Takes what is due and works it off, turn by turn, until nothing is due or the process stops. Nothing is taken that
 * would not be worked off.
 * @returns how much it was
 */
export async function inTurns<Row>(
  signal: AbortSignal,
  take: () => Promise<Row[]>,
  work: (rows: Row[]) => Promise<void>,
): Promise<number> {
  let done = 0
  while (!signal.aborted) {
    const rows = await take()
    if (rows.length === 0) break
    await work(rows)
    done += rows.length
  }
  return done
}

/** What jobs are run with. */
interface JobParts {
  database: { pool: pg.Pool }
  log: Logger
  metrics?: Pick<Metrics, 'job'> | null
}

export interface Jobs {
  /** Makes a job due now, for whichever process takes it; answers at once. Nothing if it is due or runs already. */
  runSoon(name: string): void
  /** Takes no more work, gives what runs a few seconds, then stops it and leaves it to another process. */
  stop(): Promise<void>
}

/** Seconds, unless they say otherwise. */
interface JobOptions {
  /** Between two looks for work that is due. */
  poll?: number
  /** That running work gets when the process stops. */
  grace?: number
  /** false: other processes run the jobs, and this one only makes them due. */
  works?: boolean
}

const schema = 'pgboss'
const longestPause = 60_000

/**
 * Runs jobs when they are due, each once over all processes of the database. Answers at once and starts behind the
 * caller's back: neither a slow nor an absent database holds up or ends the process. A job that fails is logged and
 * due again at its next turn; one whose process died is taken over by another within minutes.
 */
export function openJobs<Parts extends JobParts>(
  parts: Parts,
  jobs: Job<Parts>[],
  { poll = 10, grace = 5, works = true }: JobOptions = {},
): Jobs {
  const { log, metrics } = parts
  const stopping = new AbortController()
  const running = new Set<Promise<unknown>>()

  async function runJob(job: Job<Parts>, signal: AbortSignal): Promise<object> {
    const start = performance.now()
    const ms = () => Math.round(performance.now() - start)
    try {
      const done = await job.run(parts, signal)
      log.debug({ ...done, ms: ms() }, `job ${job.name}`)
      metrics?.job(job.name, 'done', ms() / 1000)
      return done
    } catch (err) {
      // To pg-boss it is done all the same: only work that was cut short is handed on before its next turn.
      metrics?.job(job.name, signal.aborted ? 'cut short' : 'failed', ms() / 1000)
      if (signal.aborted) log.info({ ms: ms() }, `job ${job.name} was cut short`)
      else log.error({ err, ms: ms() }, `job ${job.name} failed`)
      return { failed: String(err) }
    }
  }

  function tracked<T>(work: Promise<T>): Promise<T> {
    running.add(work)
    work.finally(() => running.delete(work)).catch(() => {})
    return work
  }

  async function startWith(boss: PgBoss): Promise<void> {
    await boss.start()
    if (!works) {
      for (const job of jobs) await boss.createQueue(job.name, queueOptions)
      return
    }
    const listed = new Set(jobs.map((job) => job.name))
    for (const { name, key } of await boss.getSchedules())
      if (!listed.has(name)) await boss.unschedule(name, key)
    for (const job of jobs) {
      await boss.createQueue(job.name, queueOptions)
      await boss.schedule(job.name, job.schedule)
      if (job.atStart) await boss.send(job.name)
    }
    for (const job of jobs)
      await boss.work(
        job.name,
        { pollingIntervalSeconds: Math.min(poll, job.poll ?? poll) },
        async ([turn]) => turn && tracked(runJob(job, turn.signal)),
      )
  }

  async function start(): Promise<PgBoss> {
    const boss = await createBoss(parts, poll, works)
    for (let wait = 1000; !stopping.signal.aborted; wait = Math.min(2 * wait, longestPause)) {
      try {
        await startWith(boss)
        break
      } catch (err) {
        log.warn({ err }, 'jobs cannot start yet')
        await boss.stop({ graceful: false, close: false }).catch(() => {})
        await pause(wait, undefined, { signal: stopping.signal }).catch(() => {})
      }
    }
    return boss
  }

  const starting = start()
  starting.catch((err) => log.error({ err }, 'jobs do not run'))
  return {
    runSoon(name) {
      starting
        .then((boss) => boss.send(name))
        .catch((err) => log.warn({ err }, `job ${name} waits for its next turn`))
    },
    async stop() {
      stopping.abort()
      const stopped = starting.then((boss) => boss.stop({ timeout: grace * 1000, close: false }))
      // A database that does not answer must not hold up the stop, either.
      await Promise.race([stopped.catch(() => {}), pause(grace * 1000 + 2000, undefined, { ref: false })])
      await Promise.race([Promise.allSettled(running), pause(1000, undefined, { ref: false })])
    },
  }
}

/** Exclusive: at most one turn of a job waits or runs at any time. */
const queueOptions = {
  policy: 'exclusive',
  retryLimit: 3,
  heartbeatSeconds: 60,
  expireInSeconds: 60 * 60,
  deleteAfterSeconds: 24 * 60 * 60,
} as const

async function createBoss(
  { database: { pool }, log }: JobParts,
  poll: number,
  works: boolean,
): Promise<PgBoss> {
  const { PgBoss } = await import('pg-boss')
  const boss = new PgBoss({
    schema,
    db: { executeSql: (text, values) => pool.query(text, values) },
    cronMonitorIntervalSeconds: Math.max(1, poll),
    cronWorkerIntervalSeconds: Math.max(1, poll),
    schedule: works,
    supervise: works,
    registerInstance: false,
    openTelemetry: { enabled: false },
    // For queues of millions.
    reindex: false,
    monitorVacuum: false,
  })
  // While the database is away each look for work fails: one line a minute says enough.
  let quietUntil = 0
  boss.on('error', (err) => {
    if (Date.now() < quietUntil) return
    quietUntil = Date.now() + 60_000
    log.warn({ err }, 'jobs cannot reach the database')
  })
  boss.on('warning', ({ message, data }) => log.warn(data, message))
  return boss
}
