import { readFile } from 'node:fs/promises'
import pg from 'pg'
import sharp from 'sharp'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { listMatches } from '#contract/matching.ts'
import { campus } from '../../../../tests/campus.ts'
import { type TestNode, type TestServer, testServer } from '../../../../tests/server.ts'
import { Choices } from './choices.fixture.ts'
import { Commits } from './commits.fixture.ts'
import { watchStatements } from './counting.fixture.ts'
import { keepDuelling } from './duels.fixture.ts'
import { checkNow, keepChecking, keepRacing, keepReading } from './readers.fixture.ts'
import {
  keepAdministrating,
  keepImporting,
  keepReplacingTables,
  keepUsing,
  type Place,
  type Storm,
} from './writers.fixture.ts'

// Writers and readers at random on two nodes with rosters and one without, for as long as NEVER_STALE_SECONDS says.
// A failure prints the seed; NEVER_STALE_SEED repeats what each of them chooses, though not who is first.

const seconds = Number(process.env.NEVER_STALE_SECONDS ?? 20)
const seed = Number(process.env.NEVER_STALE_SEED ?? Math.floor(Math.random() * 2 ** 32))

let server: TestServer
let nodes: Record<'roomy' | 'cramped' | 'sql', TestNode>
let pool: pg.Pool

beforeAll(async () => {
  server = await testServer()
  nodes = {
    roomy: await server.node(),
    cramped: await server.node({ matchingMemory: 3500 }), // of one or two of the courses
    sql: await server.node({ matching: 'sql' }),
  }
  pool = new pg.Pool({
    connectionString: server.database.url,
    max: 20,
    // Where one of these waits for a request and the request for it, this one gives up, and early.
    options: '-c deadlock_timeout=50ms -c lock_timeout=300ms',
  })
  pool.on('error', () => {})
})
afterAll(async () => {
  await pool.end()
  for (const node of Object.values(nodes)) await node.close()
  await server.close()
})

async function settle(): Promise<Place> {
  const home = await campus(server)
  const courses = await Promise.all([home.course(), home.course(), home.course()])
  const students = []
  for (let count = 0; count < 12; count++)
    students.push(await home.student({ courses, week: [[count % 7, '09:00', '12:00']] }))
  return { university: home.university.name, courses, students }
}

test('an answer is that of the specification’s query as of a moment after it was asked for', {
  timeout: (seconds + 60) * 1000,
}, async () => {
  const oracle = await readFile(new URL('oracle.sql', import.meta.url), 'utf8')
  const picture = await sharp({ create: { width: 8, height: 8, channels: 3, background: 'red' } })
    .png()
    .toBuffer()
  const counts = new Map<string, number>()
  const end = performance.now() + seconds * 1000
  let failure: unknown
  const storm: Storm = {
    commits: new Commits(),
    pool,
    places: [await settle(), await settle()],
    nodes: Object.values(nodes),
    isOver: () => failure !== undefined || performance.now() > end,
    count: (what) => counts.set(what, (counts.get(what) ?? 0) + 1),
  }
  const choices = new Choices(seed)
  const roomy = watchStatements(nodes.roomy, choices.fork())
  const cramped = watchStatements(nodes.cramped, choices.fork())
  watchStatements(nodes.sql, choices.fork())
  const work = [
    ...Array.from({ length: 4 }, () => keepImporting(storm, choices.fork())),
    keepDuelling(storm, choices.fork(), oracle),
    keepDuelling(storm, choices.fork(), oracle),
    keepAdministrating(storm, choices.fork()),
    keepReplacingTables(storm, choices.fork()),
    keepUsing(storm, choices.fork(), picture),
    keepUsing(storm, choices.fork(), picture),
    ...Array.from({ length: 3 }, () => keepRacing(storm, choices.fork(), oracle)),
    keepReading(storm, choices.fork()),
    keepReading(storm, choices.fork()),
    keepChecking(storm, choices.fork(), oracle),
  ]
  await Promise.all(
    work.map((one) =>
      one.catch((error: unknown) => {
        failure ??= error
      }),
    ),
  )
  if (failure) throw new Error(`NEVER_STALE_SEED=${seed}`, { cause: failure })
  await checkNow(storm, choices, oracle)

  // Else the engine was right because it had nothing in memory, or because nothing happened.
  const told = JSON.stringify({ ...Object.fromEntries(counts), roomy, cramped })
  expect(roomy.read, told).toBeLessThan(0.7 * roomy.proven)
  expect(roomy.caughtUp, told).toBeGreaterThan(seconds)
  expect(cramped.read / cramped.proven, told).toBeGreaterThan(roomy.read / roomy.proven)
  for (const what of ['READ COMMITTED', 'REPEATABLE READ', 'API 200', 'race overtaken', 'compared list'])
    expect(counts.get(what), told).toBeGreaterThan(0)
})

test('no roster is caught up with where nobody knows any more which changes were deleted', async () => {
  const { students, courses } = await settle()
  const [me] = students
  const params = { id: courses[0] ?? '' }
  const mates = async () => (await me?.call(listMatches, { params }))?.mates
  expect(await mates()).toBe(11)
  await pool.query('DELETE FROM match_horizon')
  await pool.query('TRUNCATE user_courses')
  await pool.query('INSERT INTO user_courses (user_id, course_id) VALUES ($1, $2)', [me?.id, params.id])
  expect(await mates()).toBe(0)
})
