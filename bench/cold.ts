import type { Database } from '#platform/database/open.ts'
import type { BenchCourse } from './campus.ts'
import type { HttpClient } from './http-client.ts'
import type { Stage } from './stage.ts'
import { type Summary, summarise } from './statistics.ts'
import { answerSize, loadRoster, matchesPath } from './subjects.ts'

export interface Cold {
  /** Reading the roster from the database and unpacking it. */
  load: Summary
  /** A whole request that has to do so first. */
  request: Summary
}

const repeats = 12

/** What a course costs that nobody has asked about before, in a process that is warm. */
export async function measureCold(
  database: Database,
  client: HttpClient,
  course: string,
  tokens: readonly string[],
): Promise<Cold> {
  const loads: number[] = []
  const requests: number[] = []
  for (let repeat = -2; repeat < repeats; repeat++) {
    const load = await time(() => loadRoster(database, course))
    const token = tokens[(repeat + 2) % tokens.length] ?? ''
    const request = await time(() => client.send('GET', `/bench/cold/${course}?limit=${answerSize}`, token))
    if (repeat < 0) continue
    loads.push(load)
    requests.push(request)
  }
  return { load: summarise(loads), request: summarise(requests) }
}

const starts = 3

/**
 * The first matching request of processes that have just started: nothing is compiled, connected or in memory.
 * @returns milliseconds, one a process
 */
export async function measureFirst(
  { startAnother, tokens }: Stage,
  { id, askers }: BenchCourse,
): Promise<number[]> {
  const token = tokens.get(askers[0] ?? '') ?? ''
  const times: number[] = []
  for (let start = 0; start < starts; start++) {
    const { server, client } = await startAnother()
    try {
      times.push(await time(() => client.send('GET', matchesPath(id), token)))
    } finally {
      client.close()
      await server.stop()
    }
  }
  return times
}

async function time(work: () => Promise<unknown>): Promise<number> {
  const begun = performance.now()
  await work()
  return performance.now() - begun
}
