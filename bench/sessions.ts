import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { Redis } from 'ioredis'
import pg from 'pg'
import { findSession } from '#features/accounts/data/sessions.ts'
import { tokenDigest } from '#features/accounts/token.ts'
import { openDatabase } from '#platform/database/open.ts'
import { freePort, startRedisServer } from '../scripts/redis-server.ts'
import type { Narration } from '../src/server/start/narration.ts'
import type { Shutdown } from '../src/server/start/shutdown.ts'
import { readMatchingArguments } from './arguments.ts'
import { loadCampus } from './campus.ts'
import { openBenchDatabase } from './database.ts'
import { currentLoad, describeMachine } from './machine.ts'
import { signIn } from './sign-in.ts'
import { figure, summarise, times } from './statistics.ts'
import { table } from './table.ts'

interface Way {
  name: string
  look(digest: string): Promise<unknown>
}

const clients = 16
const turns = 4000

/**
 * `npm run bench -- sessions`: who asks, from the database as it is done; from `session:{digest}` in Redis as the
 * specification has it, believed; and from there, with the database asked whether it still holds.
 */
export async function benchSessions(args: string[], shutdown: Shutdown, narration: Narration): Promise<void> {
  const options = { ...readMatchingArguments(args), sizes: [50] }
  const load = currentLoad()
  const opening = openBenchDatabase((step) => narration.say(`${step} …`))
  shutdown.later(async () => (await opening.catch(() => null))?.close())
  const postgres = await opening
  const onStep = (step: string) => narration.say(`Loading the campus: ${step} …`)
  const campus = await loadCampus(postgres.url, { ...options, onStep })
  const database = openDatabase(postgres.url, { size: clients, prepares: true, onError: () => {} })
  shutdown.later(() => database.close())
  const redis = await openRedis(shutdown)

  const pool = new pg.Pool({ connectionString: postgres.url, max: 1 })
  const asks = campus.courses[0]?.askers ?? []
  const digests = [...(await signIn(pool, asks)).values()].map(tokenDigest)
  await pool.end()
  for (const digest of digests)
    await redis.set(`session:${digest}`, JSON.stringify(await findSession(database.sql, digest)))

  const cached = async (digest: string) => JSON.parse((await redis.get(`session:${digest}`)) ?? 'null')
  const holds = (digest: string) =>
    database.sql(
      'bench-session-holds',
      `SELECT FROM sessions s JOIN users u ON u.id = s.user_id
       WHERE s.session_token = $1 AND s.expires > now() AND u.is_active`,
      [digest],
    )
  const ways: Way[] = [
    { name: 'database', look: (digest) => findSession(database.sql, digest) },
    { name: 'Redis, believed', look: cached },
    { name: 'Redis, proven', look: (digest) => Promise.all([cached(digest), holds(digest)]) },
  ]
  narration.say('Looking up …')
  const one = await measure(ways, digests, 1)
  const many = await measure(ways, digests, clients)
  process.stdout.write(`${describeMachine(postgres.version, load)}\n\n`)
  process.stdout.write(
    table(
      [
        'Who asks, milliseconds',
        'one at a time, p50',
        'p95',
        `${clients} at once, p50`,
        'p95',
        'by the database’s',
      ],
      ways.map(({ name }, at) => {
        const [alone, together] = [summarise(one[at] ?? []), summarise(many[at] ?? [])]
        return [
          name,
          ...[alone.p50, alone.p95, together.p50, together.p95].map(figure),
          times(alone.p50, summarise(one[0] ?? []).p50),
        ]
      }),
    ),
  )
}

/** @returns the times of each way; they take turns, so that what else the machine does meets them alike */
async function measure(ways: Way[], digests: string[], atOnce: number): Promise<number[][]> {
  const samples = ways.map((): number[] => [])
  for (let turn = 0; turn < turns / atOnce; turn++)
    for (const [at, { look }] of ways.entries())
      await Promise.all(
        Array.from({ length: atOnce }, async (_, client) => {
          const begun = performance.now()
          const found = await look(digests[(turn * atOnce + client) % digests.length] ?? '')
          if (!found) throw new Error('a session that was opened is not found')
          // Compilers and caches warm up first.
          if (turn * atOnce > turns / 10) samples[at]?.push(performance.now() - begun)
        }),
      )
  return samples
}

async function openRedis(shutdown: Shutdown): Promise<Redis> {
  const directory = await mkdtemp(path.join(tmpdir(), 'campus-connect-bench-'))
  shutdown.later(() => rm(directory, { recursive: true, force: true }))
  const port = await freePort()
  const server = await startRedisServer(port, directory)
  const redis = new Redis(port)
  shutdown.later(async () => {
    redis.disconnect()
    server.kill('SIGKILL')
  })
  return redis
}
