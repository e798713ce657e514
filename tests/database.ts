import { randomBytes } from 'node:crypto'
import pg from 'pg'
import { inject } from 'vitest'

export interface TestDatabase {
  url: string
  pool: pg.Pool
  close(): Promise<void>
}

/** A fresh migrated database for a test file, cloned from the template; from template0 it is empty. */
export async function testDatabase(from: 'template' | 'template0' = 'template'): Promise<TestDatabase> {
  const name = `test_${randomBytes(6).toString('hex')}`
  const url = new URL(inject('templateUrl'))
  url.pathname = '/postgres'
  const adminUrl = url.href
  url.pathname = `/${name}`
  await run(adminUrl, `CREATE DATABASE ${name} TEMPLATE ${from}`)
  const pool = new pg.Pool({ connectionString: url.href, max: 4 })
  return {
    url: url.href,
    pool,
    async close() {
      await pool.end()
      // Without FORCE: the server waits for connections that are closing, and a leaked one fails the test.
      await run(adminUrl, `DROP DATABASE ${name}`)
    },
  }
}

async function run(url: string, sql: string): Promise<void> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    await client.query(sql)
  } finally {
    await client.end()
  }
}
