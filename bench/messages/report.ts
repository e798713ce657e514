import type { MessagesArguments } from '../arguments.ts'
import { type Goal, tableOfGoals } from '../goal.ts'
import { figure, type Summary, summarise } from '../statistics.ts'
import { table } from '../table.ts'
import type { Result } from './measure.ts'

const triple = ({ p50, p95, p99 }: Summary) => [p50, p95, p99].map(figure).join(' / ')
const percent = (share: number) => `${figure(100 * share)} %`

/** All that was found, as Markdown. */
export function report(
  machine: string,
  results: readonly Result[],
  memory: number | null,
  { clients, rate }: MessagesArguments,
): string {
  return [
    `${machine}\n`,
    `### Sends a second, ${clients} clients, each acknowledged and arrived\n\n${throughputTable(results)}`,
    `### From send to the other’s socket, ${rate} a second (milliseconds, p50 / p95 / p99)\n\n${wayTable(results)}`,
    `### Goals\n\n${tableOfGoals(goals(results, memory))}`,
  ].join('\n')
}

function throughputTable(results: readonly Result[]): string {
  const share = (cpu: number | null | undefined, seconds = 1) =>
    typeof cpu === 'number' ? percent(cpu / seconds) : '–'
  return table(
    [
      'Nodes, sockets',
      'product',
      'bare INSERT',
      'of it',
      'bare relay',
      'a node',
      'PostgreSQL',
      'load generator',
    ],
    results.map((result) => {
      const product = result.throughput.find(({ name }) => name === 'product')
      return [
        nameOf(result),
        figure(rateOf(result, 'product')),
        figure(rateOf(result, 'bare INSERT')),
        percent(ofCeiling(result)),
        figure(rateOf(result, 'bare relay')),
        ...(['server', 'postgres', 'generator'] as const).map((who) =>
          share(product?.cpu[who], product?.seconds),
        ),
      ]
    }),
  )
}

function wayTable(results: readonly Result[]): string {
  return table(
    [
      'Nodes, sockets',
      'product',
      'bare relay',
      'bare INSERT',
      'above relay and INSERT, p50',
      'product, most sends',
    ],
    results.map((result) => [
      nameOf(result),
      ...['product', 'bare relay', 'bare INSERT'].map((name) => triple(wayOf(result, name))),
      figure(aboveLeast(result)),
      triple(result.busyWays.get('product') ?? summarise([])),
    ]),
  )
}

function goals(results: readonly Result[], memory: number | null): Goal[] {
  return [
    ...results.map((result) => ({
      text: `Sends a second, ${nameOf(result)}: of the bare INSERT’s`,
      least: 60,
      unit: ' %',
      value: 100 * ofCeiling(result),
    })),
    ...results.map((result) => ({
      text: `Median way, ${nameOf(result)}: above the bare relay’s and one commit`,
      most: 3,
      unit: ' ms',
      value: aboveLeast(result),
    })),
    {
      text: 'Memory of an idle socket',
      most: 30,
      unit: ' KB',
      value: memory === null ? undefined : memory / 1000,
    },
  ]
}

const nameOf = ({ nodes, sockets }: Result) => `${nodes}, ${sockets.toLocaleString('en')}`

const wayOf = ({ ways }: Result, name: string) => ways.get(name) ?? summarise([])

const aboveLeast = (result: Result) =>
  wayOf(result, 'product').p50 - wayOf(result, 'bare relay').p50 - wayOf(result, 'bare INSERT').p50

const ofCeiling = (result: Result) => rateOf(result, 'product') / rateOf(result, 'bare INSERT')

function rateOf({ throughput }: Result, name: string): number {
  const found = throughput.find((one) => one.name === name)
  return found ? found.requests / found.seconds : Number.NaN
}
