import pg from 'pg'
import { MigrationError, migrate } from '#platform/database/migrate.ts'
import type { Narration } from './narration.ts'

const oldestRelease = 15

/**
 * Brings a database to the newest schema.
 * @returns whether nothing is in it yet
 * @throws Error that says what is wrong with the database, without its password
 */
export async function prepareDatabase(
  databaseUrl: string,
  narration: Narration,
): Promise<{ empty: boolean }> {
  try {
    const release = await ask<number>(
      databaseUrl,
      "SELECT current_setting('server_version_num')::int / 10000",
    )
    if (release < oldestRelease)
      throw new Error(`it is PostgreSQL ${release}, and ${oldestRelease} or later is needed`)
    const { length } = await migrate(databaseUrl)
    if (length > 0) narration.say(`Applied ${length} ${length === 1 ? 'migration' : 'migrations'}`)
    return { empty: await ask<boolean>(databaseUrl, 'SELECT NOT EXISTS (SELECT FROM universities)') }
  } catch (error) {
    if (error instanceof MigrationError) throw error
    const { host } = new URL(databaseUrl)
    throw new Error(`The database at ${host} cannot be used: ${reasonOf(error)}.`, { cause: error })
  }
}

/** Answers a question that has one value. */
async function ask<T>(databaseUrl: string, question: string): Promise<T> {
  const client = new pg.Client({ connectionString: databaseUrl, connectionTimeoutMillis: 10_000 })
  client.on('error', () => {}) // a lost connection also rejects the query under way
  try {
    await client.connect()
    const { rows } = await client.query<[T]>({ text: question, rowMode: 'array' })
    return (rows[0] as [T])[0]
  } finally {
    await client.end()
  }
}

/** A name with several addresses fails with all their errors and no message of its own. */
function reasonOf(error: unknown): string {
  if (error instanceof AggregateError) return error.errors.map(reasonOf).join(', ')
  return error instanceof Error ? error.message : String(error)
}
