import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import pg from 'pg'
import { freePort, startRedisServer } from '../../scripts/redis-server.ts'
import type { Narration } from '../../src/server/start/narration.ts'
import type { Shutdown } from '../../src/server/start/shutdown.ts'
import { ArgumentError, type MessagesArguments, readMessagesArguments } from '../arguments.ts'
import { type BenchDatabase, openBenchDatabase } from '../database.ts'
import { currentLoad, describeMachine } from '../machine.ts'
import { type BenchServer, startServer } from '../server.ts'
import { signIn, type Tokens } from '../sign-in.ts'
import { bareInsert } from './insert.ts'
import { measure, type Result } from './measure.ts'
import { measureMemory } from './memory.ts'
import { loadPairs, type Pairs } from './pairs.ts'
import { openPages } from './product.ts'
import { type Relay, startRelay } from './relay.ts'
import { report } from './report.ts'

interface Stage {
  postgres: BenchDatabase
  pairs: Pairs
  tokens: Tokens
  relay: Relay
}

/**
 * `npm run bench -- messages`: sends a second and the way of a message to the other's socket, on one node and on
 * several, beside a bare relay of sockets and a bare INSERT a message. This process is all the pages; the nodes, the
 * relay and PostgreSQL are processes of their own. Prints tables in Markdown.
 * @throws Mismatch as soon as a message does not arrive
 */
export async function benchMessages(args: string[], shutdown: Shutdown, narration: Narration): Promise<void> {
  const options = readMessagesArguments(args)
  await requireFiles(options)
  const load = currentLoad()
  const stage = await setStage(options, shutdown, narration)
  const results: Result[] = []
  let memory: number | null = null
  for (const count of options.nodes) {
    const { nodes, stop } = await startNodes(count, stage.postgres.url, shutdown)
    const open = (sockets: number) => openPages({ nodes, sockets, writers: options.clients, ...stage })
    if (count === 1) {
      const idle = Math.max(...options.sockets)
      narration.say(`Memory of ${idle.toLocaleString('en')} idle sockets …`)
      memory = await measureMemory(nodes[0]?.pid ?? 0, idle, open)
    }
    for (const sockets of options.sockets) {
      narration.say(
        `${count === 1 ? 'One node' : `${count} nodes`}, sockets: ${sockets.toLocaleString('en')} …`,
      )
      const subjects = [
        await open(sockets),
        await stage.relay.open(sockets, options.clients),
        // The pairs of the second half, who have no page open.
        bareInsert(stage.postgres.url, stage.pairs, sockets, stage.pairs.students.length / 2),
      ]
      const figures = await measure(subjects, { ...options, postgres: stage.postgres.pid })
      results.push({ sockets, nodes: count, ...figures })
      for (const subject of subjects) subject.close()
    }
    await stop()
  }
  const machine = describeMachine(stage.postgres.version, load)
  process.stdout.write(report(machine, results, memory, options))
}

async function setStage(
  { sockets }: MessagesArguments,
  shutdown: Shutdown,
  narration: Narration,
): Promise<Stage> {
  const opening = openBenchDatabase((step) => narration.say(`${step} …`))
  // A Ctrl-C while it starts must not leave it behind.
  shutdown.later(async () => (await opening.catch(() => null))?.close())
  const postgres = await opening
  narration.say('Connecting students …')
  const most = Math.max(...sockets)
  const pairs = await loadPairs(postgres.url, most + (most % 2))
  const pool = new pg.Pool({ connectionString: postgres.url, max: 1 })
  const tokens = await signIn(pool, pairs.students)
  await pool.end()
  return { postgres, pairs, tokens, relay: await startRelay(shutdown) }
}

/** Nodes of the product; several share a Redis. */
async function startNodes(count: number, databaseUrl: string, shutdown: Shutdown) {
  const files = await mkdtemp(path.join(tmpdir(), 'campus-connect-bench-files-'))
  shutdown.later(() => rm(files, { recursive: true, force: true }))
  const settings: Record<string, string> = { MESSAGE_LIMIT_PER_MINUTE: '1000000' }
  if (count > 1) {
    const port = await freePort()
    const redis = await startRedisServer(port, files)
    shutdown.later(() => redis.kill('SIGKILL'))
    settings.REDIS_URL = `redis://127.0.0.1:${port}`
  }
  const nodeOptions = ['--expose-gc', '--import', './bench/messages/collect-on-signal.ts']
  const nodes: BenchServer[] = []
  for (let started = 0; started < count; started++) {
    const starting = startServer('src/server/main.ts', databaseUrl, files, { settings, nodeOptions })
    shutdown.later(async () => (await starting.catch(() => null))?.stop())
    nodes.push(await starting)
  }
  const stop = async () => {
    await Promise.all(nodes.map((node) => node.stop()))
  }
  return { nodes, stop }
}

/** Every socket is a file of this process twice, the product's and the relay's, and of the node once. */
async function requireFiles({ sockets, clients }: MessagesArguments): Promise<void> {
  const needed = 2 * Math.max(...sockets) + 4 * clients + 200
  const limits = await readFile('/proc/self/limits', 'utf8').catch(() => '')
  const allowed = Number(/^Max open files +(\d+)/m.exec(limits)?.[1] ?? Number.POSITIVE_INFINITY)
  if (allowed < needed)
    throw new ArgumentError(
      `So many sockets take ${needed} open files, and ${allowed} are allowed. Say \`ulimit -n ${needed}\` first, or ask for fewer with --sockets.`,
    )
}
