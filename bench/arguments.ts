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

export class ArgumentError extends Error {}

export const matchingHelp = `  --students N        how many the campus has (25,000)
  --sizes N,N,…       courses to measure; larger ones than the campus are left out (50,300,1000,5000,20000)
  --seconds S         how long each course and each load is measured (10)
  --clients N         who ask at once where requests a second are counted (8)
  --storm-seconds S   how long students of a course of 5,000 save weeks (20)
  --vacuum            vacuums the tables first; the specification's query is faster then
  --seed N            another number makes another campus (1)`

/** @throws ArgumentError that says what is not understood */
export function readMatchingArguments(args: string[]): MatchingArguments {
  const text = (value: string) => ({ type: 'string' as const, default: value })
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
    sizes: values.sizes.split(',').map((size) => count('sizes', size)),
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

function count(option: string, value: string): number {
  const digits = value.trim().replaceAll('_', '')
  if (!/^[1-9]\d*$/.test(digits))
    throw new ArgumentError(`--${option} takes whole numbers above 0, not ${value}.`)
  return Number(digits)
}
