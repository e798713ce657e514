import type { MatchingArguments } from './arguments.ts'
import type { BenchCampus } from './campus.ts'
import { goalsTable, type SizeFigures } from './goals.ts'
import type { CourseResult } from './matching.ts'
import { figure, type Summary, summarise, times } from './statistics.ts'
import type { SubjectName } from './subjects.ts'
import { table } from './table.ts'
import type { Throughput } from './throughput.ts'

const names: SubjectName[] = [
  'specification’s query',
  'SQL path',
  'engine',
  'whole request',
  'memory read',
  'detail request',
]

const count = (value: number) => value.toLocaleString('en')
const pair = ({ p50, p95 }: Summary) => `${figure(p50)} / ${figure(p95)}`

/** All that was found, as Markdown. */
export function report(
  machine: string,
  campus: BenchCampus,
  results: readonly CourseResult[],
  options: MatchingArguments,
): string {
  const compared = results.reduce((sum, { latency }) => sum + latency.compared, 0)
  const { students, enrolments, slots, connections } = campus
  return [
    `${machine}\n`,
    `${count(students)} students, ${count(enrolments)} enrolments, ${count(slots)} slots, ${count(connections)} connections; tables ${options.vacuum ? 'vacuumed' : 'as loaded, not vacuumed'}\n`,
    `${count(compared)} answers compared with the specification’s query: all the same.\n`,
    `### One student’s top 20, milliseconds (p50 / p95)\n\n${latencyTable(results, (one) => pair(one))}`,
    `### Times as fast as the specification’s query (p50)\n\n${latencyTable(results, (one, oracle) => times(oracle.p50, one.p50))}`,
    `### Memory and cold rosters (milliseconds, p50 / p95)\n\n${memoryTable(results)}`,
    `### Requests a second, ${options.clients} clients\n\n${throughputTable(results)}`,
    `### Storm of writes (milliseconds, p50 / p95)\n\n${stormTable(results, options)}`,
    `### Goals\n\n${goalsTable(new Map(results.map((result) => [result.size, figuresOf(result)])))}`,
  ].join('\n')
}

function latencyTable(
  results: readonly CourseResult[],
  cell: (one: Summary, oracle: Summary) => string,
): string {
  const of = ({ latency }: CourseResult, name: SubjectName) => latency.times.get(name) ?? summarise([])
  return table(
    ['Course', ...names],
    results.map((result) => [
      count(result.size),
      ...names.map((name) => cell(of(result, name), of(result, 'specification’s query'))),
    ]),
  )
}

function memoryTable(results: readonly CourseResult[]): string {
  return table(
    ['Course', 'roster, bytes', 'an enrolment', 'roster read', 'request that reads it', 'first of a process'],
    results.map(({ size, roster, cold, first }) => [
      count(size),
      count(roster.bytes),
      figure(roster.bytes / roster.size),
      pair(cold.load),
      pair(cold.request),
      first?.map(figure).join(', ') ?? '',
    ]),
  )
}

function throughputTable(results: readonly CourseResult[]): string {
  const share = (cpu: number | null, seconds: number) =>
    cpu === null ? '–' : `${figure((100 * cpu) / seconds)} %`
  return table(
    [
      'Course, load',
      'a second',
      'by the query’s',
      'a second of a server’s core',
      'server',
      'PostgreSQL',
      'load generator',
    ],
    results.flatMap(({ size, throughput = [] }) =>
      throughput.map(({ name, requests, seconds, cpu }) => [
        `${count(size)}, ${name}`,
        figure(requests / seconds),
        times(requests / seconds, rateOf(throughput, 'specification’s query')),
        cpu.server === null ? '–' : figure(requests / cpu.server),
        share(cpu.server, seconds),
        share(cpu.postgres, seconds),
        share(cpu.generator, seconds),
      ]),
    ),
  )
}

function stormTable(results: readonly CourseResult[], { stormSeconds }: MatchingArguments): string {
  return table(
    ['Course', 'quiet', 'storm', 'p95 by the quiet one', 'saving a week', 'weeks a second'],
    results.flatMap(({ size, storm }) =>
      storm
        ? [
            [
              count(size),
              pair(storm.quiet),
              pair(storm.storm),
              times(storm.storm.p95, storm.quiet.p95),
              pair(storm.saves),
              figure(storm.saves.count / stormSeconds),
            ],
          ]
        : [],
    ),
  )
}

function figuresOf({ latency, roster, cold, throughput, storm }: CourseResult): SizeFigures {
  const p50 = (name: SubjectName) => latency.times.get(name)?.p50 ?? Number.NaN
  return {
    specification: p50('specification’s query'),
    sqlPath: p50('SQL path'),
    engine: p50('engine'),
    wholeRequest: p50('whole request'),
    detailRequest: p50('detail request'),
    bytesAnEnrolment: roster.bytes / roster.size,
    coldRequest: cold.request.p50,
    ...(throughput && {
      requestsASecond: {
        wholeRequest: rateOf(throughput, 'whole request'),
        specification: rateOf(throughput, 'specification’s query'),
      },
    }),
    ...(storm && { storm: storm.storm.p95 / storm.quiet.p95 }),
  }
}

function rateOf(throughput: readonly Throughput[], name: string): number {
  const found = throughput.find((one) => one.name === name)
  return found ? found.requests / found.seconds : Number.NaN
}
