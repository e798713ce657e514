import { readdir, readFile } from 'node:fs/promises'

/** Seconds of one core that some processes have used. null: this system does not tell. */
export interface CpuUse {
  generator: number
  server: number | null
  postgres: number | null
}

/** Of this process, which makes the load, of a server, and of PostgreSQL with all its processes. */
export async function cpuUse(server: number, postgres: number | null): Promise<CpuUse> {
  const { user, system } = process.cpuUsage()
  return {
    generator: (user + system) / 1e6,
    server: (await readStat(server))?.seconds ?? null,
    postgres: postgres === null ? null : await ofFamily(postgres),
  }
}

export function cpuBetween(before: CpuUse, after: CpuUse): CpuUse {
  const minus = (a: number | null, b: number | null) => (a === null || b === null ? null : a - b)
  return {
    generator: after.generator - before.generator,
    server: minus(after.server, before.server),
    postgres: minus(after.postgres, before.postgres),
  }
}

export function cpuSum(one: CpuUse, other: CpuUse): CpuUse {
  const plus = (a: number | null, b: number | null) => (a === null || b === null ? null : a + b)
  return {
    generator: one.generator + other.generator,
    server: plus(one.server, other.server),
    postgres: plus(one.postgres, other.postgres),
  }
}

/** A child that has ended counts in its parent: parallel workers come and go with every query. */
async function ofFamily(pid: number): Promise<number | null> {
  const numbers = (await readdir('/proc').catch(() => [])).filter((name) => /^\d+$/.test(name))
  const stats = await Promise.all(numbers.map((number) => readStat(Number(number))))
  const own = stats.filter((stat) => stat?.pid === pid || stat?.parent === pid)
  return own.length > 0
    ? own.reduce((sum, stat) => sum + (stat?.seconds ?? 0) + (stat?.ofEnded ?? 0), 0)
    : null
}

interface Stat {
  pid: number
  parent: number
  seconds: number
  /** Of children that have ended. */
  ofEnded: number
}

/** Ticks are hundredths of a second on every Linux that Node runs on. */
async function readStat(pid: number): Promise<Stat | null> {
  const text = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => null)
  if (text === null) return null
  // Behind the name, which may hold anything: state, parent, and from the 12th on user and system time, twice.
  const fields = text
    .slice(text.lastIndexOf(')') + 2)
    .split(' ')
    .map(Number)
  const [user = 0, system = 0, endedUser = 0, endedSystem = 0] = fields.slice(11, 15)
  return {
    pid,
    parent: fields[1] ?? 0,
    seconds: (user + system) / 100,
    ofEnded: (endedUser + endedSystem) / 100,
  }
}
