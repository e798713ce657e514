import { PrismaPg } from '@prisma/adapter-pg'
import pg from 'pg'
import { despiteConflicts } from './conflict.ts'
import { type Prisma, PrismaClient } from './generated/client.ts'
import { inSnapshot, type Sql, sqlOver } from './sql.ts'

/** What data files write their queries against: the client itself or a transaction. */
export type Db = Prisma.TransactionClient

export interface Database {
  /** The same pool that Prisma uses, for hand-written SQL. */
  pool: pg.Pool
  prisma: PrismaClient
  /** Statements of hot paths, each by itself. */
  sql: Sql
  /**
   * Runs `work` in one transaction: all of it or nothing. It may run more than once, for after a deadlock it begins
   * anew: it writes to `db` alone, and what else there is to do, such as a letter, is done after it.
   */
  transaction<T>(work: (db: Db) => Promise<T>): Promise<T>
  /** Runs `work`, which only reads, in one snapshot: all that it reads is of one instant. */
  inSnapshot<T>(work: (sql: Sql) => Promise<T>): Promise<T>
  close(): Promise<void>
}

export interface DatabaseOptions {
  /** Connections at most, shared by Prisma and hand-written SQL. */
  size: number
  /** false behind a connection pooler that does not know prepared statements. */
  prepares: boolean
  /** Told when an idle connection breaks. */
  onError: (error: Error) => void
  /** Told of each statement, by its name; of those that Prisma writes by `prisma`. */
  onQuery?: ((statement: string, seconds: number) => void) | undefined
}

export function openDatabase(
  databaseUrl: string,
  { size, prepares, onError, onQuery }: DatabaseOptions,
): Database {
  const pool = new pg.Pool({
    connectionString: databaseUrl,
    max: size,
    idleTimeoutMillis: 30_000,
    connectionTimeoutMillis: 10_000,
    maxUses: 7_500,
    statement_timeout: 30_000,
    application_name: 'campus-connect',
  })
  // An idle connection that breaks must not end the process; the pool opens another.
  pool.on('error', onError)
  const prisma = new PrismaClient({
    adapter: new PrismaPg(pool),
    errorFormat: 'minimal',
    log: onQuery ? [{ emit: 'event', level: 'query' }] : [],
  })
  if (onQuery) prisma.$on('query', ({ duration }) => onQuery('prisma', duration / 1000))
  return {
    pool,
    prisma,
    sql: sqlOver(pool, prepares, onQuery),
    inSnapshot: (work) => inSnapshot(pool, prepares, work),
    transaction: (work) =>
      despiteConflicts(() => prisma.$transaction(work, { maxWait: 10_000, timeout: 30_000 })),
    async close() {
      await prisma.$disconnect()
      await pool.end()
    },
  }
}
