import { readFile } from 'node:fs/promises'
import pg from 'pg'

const file = new URL('./specification-sample.sql', import.meta.url)

export class SamplePresent extends Error {}

/**
 * Loads the specification's own sample rows: five universities, three courses, three students.
 * @throws SamplePresent when any of the universities exists; nothing is changed then
 */
export async function loadSample(databaseUrl: string): Promise<void> {
  const client = new pg.Client({ connectionString: databaseUrl })
  client.on('error', () => {}) // a lost connection also rejects the query under way
  await client.connect()
  try {
    await client.query('BEGIN')
    const present = await insertSample(client)
    if (present.length > 0)
      throw new SamplePresent(`Already there, nothing was changed: ${present.join(', ')}.`)
    await client.query('COMMIT')
  } finally {
    await client.end()
  }
}

/** Inserts the sample rows unless any of its universities exists; answers the names of those. */
export async function insertSample(client: pg.Client): Promise<string[]> {
  const { rows } = await client.query<{ name: string }>(
    `SELECT name FROM universities
     WHERE domain IN ('berkeley.edu', 'stanford.edu', 'mit.edu', 'harvard.edu', 'ucla.edu') ORDER BY name`,
  )
  if (rows.length === 0) await client.query(await readFile(file, 'utf8'))
  return rows.map(({ name }) => name)
}
