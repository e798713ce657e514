import pg from 'pg'

/** Does something over one connection. */
export async function connected<T>(databaseUrl: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: databaseUrl })
  client.on('error', () => {}) // a lost connection also rejects the query under way
  await client.connect()
  try {
    return await work(client)
  } finally {
    await client.end()
  }
}

export const run = <Row extends object>(databaseUrl: string, text: string): Promise<Row[]> =>
  connected(databaseUrl, async (client) => (await client.query<Row>(text)).rows)
