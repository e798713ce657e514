import type { Narration } from '../src/server/start/narration.ts'
import type { Shutdown } from '../src/server/start/shutdown.ts'
import { type MatchingArguments, readMatchingArguments } from './arguments.ts'
import type { BenchCourse } from './campus.ts'
import { type Cold, measureCold, measureFirst } from './cold.ts'
import { requireSame } from './exactness.ts'
import { type Latency, measureLatency } from './latency.ts'
import { currentLoad, describeMachine } from './machine.ts'
import { report } from './report.ts'
import { type Stage, setStage, stormCourse } from './stage.ts'
import { measureStorm, type Storm } from './storm.ts'
import * as subjects from './subjects.ts'
import { measureThroughput, type Throughput } from './throughput.ts'

/** What was found of one course. */
export interface CourseResult {
  size: number
  roster: subjects.LoadedRoster
  latency: Latency
  cold: Cold
  throughput?: Throughput[]
  storm?: Storm
  /** First requests of processes that have just started, milliseconds; of the storm's course. */
  first?: number[]
}

/** Sizes of courses of which requests a second are counted. */
const countedSizes = [1000, 5000]

/**
 * `npm run bench -- matching`: the specification's query, the SQL path, the engine, the whole request and what bounds
 * them, side by side; then requests a second, cold rosters and a storm of writes. Prints tables in Markdown.
 * @throws Mismatch as soon as any answer is not the specification's
 */
export async function benchMatching(args: string[], shutdown: Shutdown, narration: Narration): Promise<void> {
  const options = readMatchingArguments(args)
  const load = currentLoad()
  const stage = await setStage(options, shutdown, narration)
  const text = await subjects.readSpecification()
  const results: CourseResult[] = []
  for (const course of stage.campus.courses) {
    const name = `Course of ${course.size.toLocaleString('en')}`
    narration.say(`${name}: latency …`)
    const roster = await subjects.loadRoster(stage.database, course.id)
    const latency = await latencyOf(stage, course, roster, text, options)
    narration.say(`${name}: cold rosters …`)
    const tokens = course.askers.slice(0, 20).map((id) => stage.tokens.get(id) ?? '')
    const cold = await measureCold(stage.database, stage.floor.client, course.id, tokens)
    const result: CourseResult = { size: course.size, roster, latency, cold }
    if (countedSizes.includes(course.size)) {
      narration.say(`${name}: requests a second …`)
      result.throughput = await throughputOf(stage, course, options)
    }
    results.push(result)
  }
  const stormy = stormCourse(stage.campus)
  const result = results.find(({ size }) => size === stormy?.size)
  if (stormy && result) {
    narration.say(`Course of ${stormy.size.toLocaleString('en')}: first requests of new processes …`)
    result.first = await measureFirst(stage, stormy)
    narration.say(`Course of ${stormy.size.toLocaleString('en')}: storm of writes …`)
    result.storm = await stormOf(stage, stormy, text, options)
  }
  const machine = describeMachine(stage.postgres.version, load)
  process.stdout.write(report(machine, stage.campus, results, options))
}

function latencyOf(
  { database, product, floor, tokens }: Stage,
  { id, askers }: BenchCourse,
  roster: subjects.LoadedRoster,
  specification: string,
  { seconds }: MatchingArguments,
): Promise<Latency> {
  return measureLatency(
    [
      subjects.specification(database.pool, specification, id),
      subjects.sqlPath(database, id),
      subjects.engine(roster),
      subjects.wholeRequest(product.client, tokens, id),
      subjects.memoryRead(roster),
      subjects.detailRequest(floor.client, tokens, id),
    ],
    { course: id, askers: askers.filter((asker) => tokens.has(asker)), seconds },
  )
}

function throughputOf(
  { postgres, product, floor, tokens }: Stage,
  { id, askers }: BenchCourse,
  { seconds, clients }: MatchingArguments,
): Promise<Throughput[]> {
  const own = askers.flatMap((asker) => tokens.get(asker) ?? [])
  const load = (name: string, { server, client }: Stage['floor'], path: string) => ({
    name,
    server: server.pid,
    send: (turn: number) => client.send('GET', path, own[turn % own.length] ?? ''),
  })
  return measureThroughput(
    [
      load('whole request', product, subjects.matchesPath(id)),
      load('detail request', floor, `/bench/details/${id}`),
      load('specification’s query', floor, `/bench/specification/${id}`),
    ],
    { clients, seconds, postgres: postgres.pid },
  )
}

/** After the storm, the lists are those of the weeks that were saved. */
async function stormOf(
  { database, product: { client }, tokens }: Stage,
  { id, askers, size }: BenchCourse,
  specification: string,
  { stormSeconds, seed }: MatchingArguments,
): Promise<Storm> {
  const options = { course: id, students: askers, size, seconds: stormSeconds, seed }
  const storm = await measureStorm(client, tokens, options)
  const [oracle, request] = [
    subjects.specification(database.pool, specification, id),
    subjects.wholeRequest(client, tokens, id),
  ]
  for (const asker of askers.slice(0, 20)) {
    const [expected, actual] = [await oracle.run(asker), await request.run(asker)]
    requireSame('whole request after the storm', { asker, course: id }, expected?.() ?? [], actual?.() ?? [])
  }
  return storm
}
