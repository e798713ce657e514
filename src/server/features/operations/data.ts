import type { Database } from '#platform/database/open.ts'

/** @throws if the database does not answer */
export async function ping({ pool }: Database): Promise<void> {
  await pool.query('SELECT 1')
}
