import { parseArgs } from 'node:util'
import { type CampusPlan, campusPlan } from './demo/plan.ts'

export type DataCommand =
  | { name: 'help' }
  | { name: 'sample' }
  | { name: 'role'; email: string; role: Role }
  | { name: 'factors'; email: string }
  | { name: 'demo'; plan: CampusPlan; reset: boolean }

const roles = ['student', 'staff', 'operator'] as const
type Role = (typeof roles)[number]

export class ArgumentError extends Error {}

export const help = `npm run data -- demo     loads a made-up campus, Northfield University
  --students N   how many (1,500)
  --courses N    how many (grows with the students; 60 for 1,500)
  --largest N    students of the largest course (grows with them too; 600 for 1,500)
  --seed N       another number makes other people (1)
  --reset        removes the demo campus that is there first
npm run data -- sample   loads the specification's own sample rows
npm run data -- role ADDRESS ROLE   makes an account student, staff of its university, or operator
npm run data -- factors ADDRESS remove   takes all second proofs away from an account

They go into the database of DATABASE_URL or, without it, into the project's own.`

const sizes = ['students', 'courses', 'largest', 'seed'] as const

/**
 * @throws ArgumentError that says what is not understood
 * @throws PlanError when the sizes do not go together
 */
export function readArguments(given: string[]): DataCommand {
  const { values, positionals } = parse(given)
  const [name, ...others] = positionals
  if (values.help) return { name: 'help' }
  if (name === 'role') return readRole(others)
  if (name === 'factors') return readFactors(others)
  if (others.length > 0) refuse(`${others.join(' ')} is one word too many.`)
  if (name === undefined) refuse('What is to be loaded, demo or sample?')
  if (name !== 'demo' && name !== 'sample') refuse(`There is nothing called ${name} to load.`)
  if (name === 'sample') {
    const [option] = Object.keys(values)
    if (option) refuse(`--${option} goes with demo only.`)
    return { name }
  }
  const numbers = sizes.flatMap((size) => {
    const value = values[size]
    return value === undefined ? [] : [[size, count(size, value)]]
  })
  return { name, plan: campusPlan(Object.fromEntries(numbers)), reset: values.reset ?? false }
}

function readRole([email, role, ...others]: string[]): DataCommand {
  const known = roles.find((one) => one === role)
  if (!email || !known || others.length > 0)
    refuse(`\`role\` takes an address and one of ${roles.join(', ')}.`)
  return { name: 'role', email, role: known }
}

function readFactors([email, verb, ...others]: string[]): DataCommand {
  if (!email || verb !== 'remove' || others.length > 0) refuse('`factors` takes an address and `remove`.')
  return { name: 'factors', email }
}

function parse(given: string[]) {
  const number = { type: 'string' } as const
  const flag = { type: 'boolean' } as const
  const options = {
    students: number,
    courses: number,
    largest: number,
    seed: number,
    reset: flag,
    help: flag,
  }
  try {
    return parseArgs({ args: given, options, allowPositionals: true })
  } catch (error) {
    refuse(`${(error as Error).message.split('. ')[0]}.`)
  }
}

function count(option: string, value: string): number {
  const digits = value.replaceAll(/[,_]/g, '')
  if (!/^\d+$/.test(digits)) refuse(`--${option} takes a whole number, not ${value}.`)
  return Number(digits)
}

function refuse(reason: string): never {
  throw new ArgumentError(`${reason} \`npm run data -- --help\` says what there is.`)
}
