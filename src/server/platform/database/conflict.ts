import { setTimeout as pause } from 'node:timers/promises'
import { Prisma } from './generated/client.ts'

const attempts = 3
/** Milliseconds before another attempt, at most. */
const longestPause = 100

/**
 * Runs a transaction, and anew where PostgreSQL has undone all of it for the sake of others: of those that wait for each
 * other in a circle (40P01) it ends one, and the rest go on.
 * @throws what the transaction throws, a third conflict too
 */
export async function despiteConflicts<T>(transaction: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt++)
    try {
      return await transaction()
    } catch (error) {
      if (attempt === attempts || !isConflict(error)) throw error
      // At random, so that those who met do not meet again.
      await pause(Math.random() * longestPause)
    }
}

/** 40P01 or 40001. The error's own code is another for hand-written statements than for Prisma's; the cause is one. */
function isConflict(error: unknown): boolean {
  if (!(error instanceof Prisma.PrismaClientKnownRequestError)) return false
  const failure = error.meta?.driverAdapterError as { cause?: { kind?: string } } | undefined
  return failure?.cause?.kind === 'TransactionWriteConflict'
}
