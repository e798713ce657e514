import { type Summary, summarise } from '../statistics.ts'
import { atRate } from '../storm.ts'
import { measureThroughput, type Throughput } from '../throughput.ts'
import { newMessage, type Subject } from './subject.ts'

/** What was found with so many sockets on so many nodes. */
export interface Result extends Figures {
  sockets: number
  nodes: number
}

interface Figures {
  /** By subject: milliseconds from send to the other's socket, or to the commit where there is none. */
  ways: Map<string, Summary>
  /** The same under as many sends as there can be. */
  busyWays: Map<string, Summary>
  throughput: Throughput[]
}

interface MeasureOptions {
  seconds: number
  clients: number
  rate: number
  postgres: number | null
}

const slices = 2

/** Measures subjects, who take turns, so that what else the machine does meets them alike. */
export async function measure(
  subjects: readonly Subject[],
  { seconds, clients, rate, postgres }: MeasureOptions,
): Promise<Figures> {
  const quiet = new Map(subjects.map(({ name }) => [name, [] as number[]]))
  const turns = counter()
  for (const subject of subjects) await atRate(rate, 1, () => subject.send(turns(), newMessage()))
  for (let slice = 0; slice < slices; slice++)
    for (const subject of subjects) {
      subject.arrivals?.take()
      const acknowledged = await atRate(rate, seconds / slices, () => subject.send(turns(), newMessage()))
      quiet.get(subject.name)?.push(...(subject.arrivals?.take() ?? acknowledged))
    }
  const throughput = await measureThroughput(
    subjects.map(({ name, server, send }) => ({ name, server, send: () => send(turns(), newMessage()) })),
    { clients, seconds, postgres },
  )
  const busy = subjects.flatMap(({ name, arrivals }) => (arrivals ? [[name, arrivals.take()] as const] : []))
  return { ways: summaries(quiet), busyWays: summaries(new Map(busy)), throughput }
}

const summaries = (times: Map<string, number[]>) =>
  new Map([...times].map(([name, values]) => [name, summarise(values)]))

function counter(): () => number {
  let next = 0
  return () => next++
}
