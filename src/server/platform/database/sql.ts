import type pg from 'pg'

/**
 * Runs one hand-written statement of a hot path. The name, unique in the program, lets the server keep the plan.
 * @returns the rows
 */
export type Sql = <Row extends object>(name: string, text: string, values?: unknown[]) => Promise<Row[]>

/**
 * @param prepares false behind a connection pooler that does not know prepared statements
 * @param onQuery told of each that was answered
 */
export function sqlOver(
  client: Pick<pg.ClientBase, 'query'>,
  prepares: boolean,
  onQuery?: (name: string, seconds: number) => void,
): Sql {
  return async <Row extends object>(name: string, text: string, values: unknown[] = []) => {
    const start = onQuery && performance.now()
    const { rows } = await client.query<Row>({ ...(prepares && { name }), text, values })
    if (start !== undefined) onQuery?.(name, (performance.now() - start) / 1000)
    return rows
  }
}

/** Runs `work` in one snapshot of the database: whatever it reads is of the same instant. It cannot write. */
export async function inSnapshot<T>(
  pool: pg.Pool,
  prepares: boolean,
  work: (sql: Sql) => Promise<T>,
): Promise<T> {
  const client = await pool.connect()
  try {
    await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY')
    const result = await work(sqlOver(client, prepares))
    await client.query('COMMIT')
    client.release()
    return result
  } catch (error) {
    client.release(true) // whatever state it is in, it is not used again
    throw error
  }
}
