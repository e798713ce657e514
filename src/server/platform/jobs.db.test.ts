import { setTimeout as pause } from 'node:timers/promises'
import pg from 'pg'
import { PgBoss } from 'pg-boss'
import { pino } from 'pino'
import { expect, onTestFinished, test } from 'vitest'
import { type TestDatabase, testDatabase } from '../../../tests/database.ts'
import { type Job, type Jobs, openJobs } from './jobs.ts'

interface NodeParts {
  node: string
  database: { pool: pg.Pool }
  log: pino.Logger
}

/** A process of the service as far as jobs go: a pool and a log of its own. */
interface Node extends Jobs {
  lines: { msg: string; level: number }[]
}

const often = { poll: 0.5, grace: 1 }

/** A database and a way to run jobs on it in several nodes. What is still open is closed with the test. */
async function house() {
  const database = await testDatabase()
  const open: (() => Promise<unknown>)[] = [() => database.close()]
  onTestFinished(async () => {
    for (const close of open.reverse()) await close()
  })
  return {
    database,
    node(name: string, ...jobs: Job<NodeParts>[]): Node {
      const pool = new pg.Pool({ connectionString: database.url, max: 4 })
      pool.on('error', () => {})
      const lines: Node['lines'] = []
      const log = pino({ level: 'debug' }, { write: (line) => lines.push(JSON.parse(line)) })
      const { runSoon, stop } = openJobs({ node: name, database: { pool }, log }, jobs, often)
      let stopped: Promise<void> | null = null
      const node = { lines, runSoon, stop: () => (stopped ??= stop()) }
      open.push(async () => {
        await node.stop()
        await pool.end()
      })
      return node
    },
  }
}

/** A job that notes which node ran it. */
function noting(runs: string[], job: Partial<Job<NodeParts>> = {}): Job<NodeParts> {
  return {
    name: 'test.note',
    schedule: '* * * * *',
    run: async ({ node }) => {
      runs.push(node)
      return {}
    },
    ...job,
  }
}

const soon = { timeout: 20_000, interval: 50 }

test('what is due this minute runs once, whichever of two nodes takes it', async () => {
  const { node } = await house()
  const runs: string[] = []
  const minute = () => Math.floor(Date.now() / 60_000)
  const start = minute()
  node('a', noting(runs))
  node('b', noting(runs))
  await expect.poll(() => runs.length, soon).toBe(1)
  await pause(4000)
  expect(runs.length).toBeLessThanOrEqual(1 + minute() - start)
})

test('nodes that start together run what is due at the start one at a time', async () => {
  const { node } = await house()
  let running = 0
  let most = 0
  let runs = 0
  const job = noting([], {
    schedule: '0 0 1 1 *',
    atStart: true,
    run: async () => {
      most = Math.max(most, ++running)
      await pause(500)
      running--
      runs++
      return {}
    },
  })
  for (const name of ['a', 'b', 'c']) node(name, job)
  await expect.poll(() => runs, soon).toBeGreaterThan(0)
  await pause(2500)
  expect(most).toBe(1)
})

test('a job that fails is logged, and its next turn comes', async () => {
  const { node } = await house()
  const runs: string[] = []
  const failing = noting(runs, {
    schedule: '0 0 1 1 *',
    atStart: true,
    run: async ({ node }) => {
      runs.push(node)
      if (node === 'a') throw new Error('disk full')
      return {}
    },
  })
  const a = node('a', failing)
  await expect.poll(() => a.lines.map(({ msg }) => msg), soon).toContain('job test.note failed')
  await pause(1500)
  expect(runs).toEqual(['a']) // not tried over and over
  await a.stop()
  node('b', failing)
  await expect.poll(() => runs, soon).toEqual(['a', 'b'])
})

test('what is made due now runs in whichever node takes it, and what is not listed is only logged', async () => {
  const { node } = await house()
  const runs: string[] = []
  const a = node('a', noting(runs, { schedule: '0 0 1 1 *' }))
  a.runSoon('test.note')
  a.runSoon('test.unknown')
  await expect.poll(() => runs, soon).toEqual(['a'])
  await expect
    .poll(() => a.lines.map(({ msg }) => msg), soon)
    .toContain('job test.unknown waits for its next turn')
})

test('a stop waits for what runs', async () => {
  const { node } = await house()
  const story: string[] = []
  const a = node(
    'a',
    noting([], {
      atStart: true,
      run: async () => {
        story.push('begun')
        await pause(600)
        story.push('done')
        return {}
      },
    }),
  )
  await expect.poll(() => story, soon).toEqual(['begun'])
  await a.stop()
  expect(story).toEqual(['begun', 'done'])
})

test('a stop cuts short what takes longer, and another node does it', async () => {
  const { node } = await house()
  const runs: string[] = []
  const long = noting(runs, {
    schedule: '0 0 1 1 *',
    atStart: true,
    run: async ({ node }, signal) => {
      runs.push(node)
      if (node === 'a') await pause(60_000, undefined, { signal })
      return {}
    },
  })
  const a = node('a', long)
  await expect.poll(() => runs, soon).toEqual(['a'])
  node('b', { ...long, atStart: false })
  const start = performance.now()
  await a.stop()
  expect(performance.now() - start).toBeLessThan(4000)
  expect(a.lines.map(({ msg }) => msg)).toContain('job test.note was cut short')
  await expect.poll(() => runs, soon).toEqual(['a', 'b'])
})

test('a database that is away, at the start or later, is waited for', async () => {
  const { node, database } = await house()
  const runs: string[] = []
  const allow = await gate(database)
  await allow(false)
  const a = node('a', noting(runs, { schedule: '0 0 1 1 *', atStart: true }))
  await expect.poll(() => a.lines.map(({ msg }) => msg), soon).toContain('jobs cannot start yet')
  await allow(true)
  await expect.poll(() => runs, soon).toEqual(['a'])

  await allow(false)
  await expect.poll(() => a.lines.map(({ msg }) => msg), soon).toContain('jobs cannot reach the database')
  await allow(true)
  const other = new PgBoss({
    connectionString: database.url,
    schema: 'pgboss',
    schedule: false,
    supervise: false,
  })
  await other.start()
  await other.send('test.note')
  await other.stop()
  await expect.poll(() => runs, soon).toEqual(['a', 'a'])
})

test('a job that the program has no more is not scheduled any longer', async () => {
  const { node, database } = await house()
  const scheduled = async () =>
    (await database.pool.query('SELECT name FROM pgboss.schedule ORDER BY name')).rows.map(({ name }) => name)
  const old = node('a', noting([], { name: 'test.old' }), noting([]))
  await expect.poll(() => scheduled().catch(() => []), soon).toEqual(['test.note', 'test.old'])
  await old.stop()
  node('b', noting([]))
  await expect.poll(scheduled, soon).toEqual(['test.note'])
})

/** Lets nobody into the database, and ends who is in; or lets them in again. */
async function gate({ url }: TestDatabase): Promise<(isOpen: boolean) => Promise<void>> {
  const address = new URL(url)
  const name = address.pathname.slice(1)
  address.pathname = '/postgres'
  const admin = new pg.Client({ connectionString: address.href })
  await admin.connect()
  onTestFinished(() => admin.end())
  return async (isOpen) => {
    await admin.query(`ALTER DATABASE ${name} ALLOW_CONNECTIONS ${isOpen}`)
    if (!isOpen)
      await admin.query('SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = $1', [name])
  }
}
