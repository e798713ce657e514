import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { type Database, openDatabase } from '#platform/database/open.ts'
import type { Narration } from '../src/server/start/narration.ts'
import type { Shutdown } from '../src/server/start/shutdown.ts'
import type { MatchingArguments } from './arguments.ts'
import { type BenchCampus, type BenchCourse, loadCampus } from './campus.ts'
import { type BenchDatabase, openBenchDatabase } from './database.ts'
import { type HttpClient, httpClient } from './http-client.ts'
import { type BenchServer, startServer } from './server.ts'
import { signIn, type Tokens } from './sign-in.ts'

/** All that is measured: a campus in a database, and two servers on it with a client each. */
export interface Stage {
  postgres: BenchDatabase
  database: Database
  campus: BenchCampus
  /** Of everybody who asks. */
  tokens: Tokens
  /** The product. */
  product: Served
  /** The product with the routes of floor-server.ts. */
  floor: Served
  /** Another process of the product, with nothing in memory. */
  startAnother(): Promise<Served>
}

export interface Served {
  server: BenchServer
  client: HttpClient
}

/** Enough that nobody is asked about twice within seconds. */
const mostAskers = 2000

/** Connections of a client; in a storm requests do not wait for others. */
const mostAtOnce = 64

/** Students of the storm's course save and ask; it is the largest up to this size. */
const largestStorm = 5000

export async function setStage(
  options: MatchingArguments,
  shutdown: Shutdown,
  narration: Narration,
): Promise<Stage> {
  const opening = openBenchDatabase((step) => narration.say(`${step} …`))
  // A Ctrl-C while it starts must not leave it behind.
  shutdown.later(async () => (await opening.catch(() => null))?.close())
  const postgres = await opening
  const onStep = (step: string) => narration.say(`Loading the campus: ${step} …`)
  const campus = await loadCampus(postgres.url, { ...options, onStep })

  const database = openDatabase(postgres.url, { size: 4, prepares: true, onError: () => {} })
  shutdown.later(() => database.close())
  const stormy = stormCourse(campus)
  const askers = campus.courses.flatMap((course) =>
    course === stormy ? course.askers : course.askers.slice(0, mostAskers),
  )
  const tokens = await signIn(database.pool, askers)

  const files = await mkdtemp(path.join(tmpdir(), 'campus-connect-bench-files-'))
  shutdown.later(() => rm(files, { recursive: true, force: true }))
  const serve = async (script: string) => {
    const starting = startServer(script, postgres.url, files)
    shutdown.later(async () => (await starting.catch(() => null))?.stop())
    const server = await starting
    const client = httpClient(server.port, Math.max(options.clients, mostAtOnce))
    shutdown.later(() => client.close())
    return { server, client }
  }
  narration.say('Starting two servers …')
  const product = await serve('src/server/main.ts')
  const floor = await serve('bench/floor-server.ts')
  return {
    postgres,
    database,
    campus,
    tokens,
    product,
    floor,
    startAnother: () => serve('src/server/main.ts'),
  }
}

export function stormCourse({ courses }: BenchCampus): BenchCourse | undefined {
  return courses.findLast(({ size }) => size <= largestStorm)
}
