import { parseArgs } from 'node:util'

export interface MatchingArguments {
  seed: number
  students: number
  sizes: number[]
  /** Of each latency table and each load. */
  seconds: number
  clients: number
  stormSeconds: number
  /** Measures on vacuumed tables instead of freshly loaded ones. */
  vacuum: boolean
}

export interface MessagesArguments {
  sockets: number[]
  nodes: number[]
  /** Of each load and of each measuring of how long messages take. */
  seconds: number
  clients: number
  /** Messages a second while it is measured how long they take. */
  rate: number
}

export class ArgumentError extends Error {}

export const matchingHelp = `  --students N        how many the campus has (25,000)
  --sizes N,N,…       courses to measure; larger ones than the campus are left out (50,300,1000,5000,20000)
  --seconds S         how long each course and each load is measured (10)
  --clients N         who ask at once where requests a second are counted (8)
  --storm-seconds S   how long students of a course of 5,000 save weeks (20)
  --vacuum            vacuums the tables first; the specification's query is faster then
  --seed N            another number makes another campus (1)`

export const messagesHelp = `  --sockets N,N,…     how many are open (1,100,1000,5000)
  --nodes N,N         on how many nodes; more than one with Redis (1,2)
  --seconds S         how long each load, and each way that messages take, is measured (10)
  --clients N         who send at once where sends a second are counted (64)
  --rate N            sends a second where it is measured how long they take (50)`

/** @throws ArgumentError that says what is not understood */
export function readMessagesArguments(args: string[]): MessagesArguments {
  const values = parse(args, {
    sockets: text('1,100,1000,5000'),
    nodes: text('1,2'),
    seconds: text('10'),
    clients: text('64'),
    rate: text('50'),
  })
  return {
    sockets: counts('sockets', values.sockets),
    nodes: counts('nodes', values.nodes),
    seconds: count('seconds', values.seconds),
    clients: count('clients', values.clients),
    rate: count('rate', values.rate),
  }
}

/** @throws ArgumentError that says what is not understood */
export function readMatchingArguments(args: string[]): MatchingArguments {
  const options = {
    students: text('25000'),
    sizes: text('50,300,1000,5000,20000'),
    seconds: text('10'),
    clients: text('8'),
    'storm-seconds': text('20'),
    seed: text('1'),
    vacuum: { type: 'boolean' as const, default: false },
  }
  const values = parse(args, options)
  return {
    seed: count('seed', values.seed),
    students: count('students', values.students),
    sizes: counts('sizes', values.sizes),
    seconds: count('seconds', values.seconds),
    clients: count('clients', values.clients),
    stormSeconds: count('storm-seconds', values['storm-seconds']),
    vacuum: values.vacuum,
  }
}

function parse<O extends NonNullable<Parameters<typeof parseArgs>[0]>['options']>(
  args: string[],
  options: O,
) {
  try {
    return parseArgs({ args, options }).values
  } catch (error) {
    throw new ArgumentError(
      `${(error as Error).message.split('. ')[0]}. \`npm run bench -- --help\` says what there is.`,
    )
  }
}

const text = (value: string) => ({ type: 'string' as const, default: value })

const counts = (option: string, values: string) => values.split(',').map((value) => count(option, value))

function count(option: string, value: string): number {
  const digits = value.trim().replaceAll('_', '')
  if (!/^[1-9]\d*$/.test(digits))
    throw new ArgumentError(`--${option} takes whole numbers above 0, not ${value}.`)
  return Number(digits)
}
