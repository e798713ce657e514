import { type CpuUse, cpuBetween, cpuSum, cpuUse } from './cpu.ts'

/** Something that clients ask again and again. */
export interface Load {
  name: string
  /** Process that serves it. */
  server: number
  send(turn: number): Promise<unknown>
}

export interface Throughput {
  name: string
  requests: number
  seconds: number
  cpu: CpuUse
}

export interface ThroughputOptions {
  clients: number
  /** Of each load. */
  seconds: number
  /** Process of PostgreSQL; null where it is not ours. */
  postgres: number | null
}

const slices = 2

/** Requests a second under clients that ask again as soon as they have an answer; the loads take turns. */
export async function measureThroughput(
  loads: readonly Load[],
  { clients, seconds, postgres }: ThroughputOptions,
): Promise<Throughput[]> {
  const results = loads.map(({ name }) => ({ name, requests: 0, seconds: 0, cpu: nothing }))
  for (let slice = 0; slice < slices; slice++) {
    for (const [index, load] of loads.entries()) {
      const result = results[index] as Throughput
      await press(load, clients, 0.3)
      const before = await cpuUse(load.server, postgres)
      const done = await press(load, clients, seconds / slices)
      result.cpu = cpuSum(result.cpu, cpuBetween(before, await cpuUse(load.server, postgres)))
      result.requests += done
      result.seconds += seconds / slices
    }
  }
  return results
}

const nothing: CpuUse = { generator: 0, server: 0, postgres: 0 }

/** @returns requests done within the time, of those that outlast it the part that lies within */
async function press({ send }: Load, clients: number, seconds: number): Promise<number> {
  const end = performance.now() + 1000 * seconds
  let turn = 0
  let done = 0
  const client = async () => {
    for (let begun = performance.now(); begun < end; begun = performance.now()) {
      await send(turn++)
      const finished = performance.now()
      done += finished <= end ? 1 : (end - begun) / (finished - begun)
    }
  }
  await Promise.all(Array.from({ length: clients }, client))
  return done
}
