import pg from 'pg'
import { ArgumentError } from './arguments.ts'

/** @throws ArgumentError where no account has the address */
export async function setRole(databaseUrl: string, email: string, role: string): Promise<void> {
  const client = new pg.Client({ connectionString: databaseUrl })
  await client.connect()
  try {
    const { rowCount } = await client.query('UPDATE users SET role = $2 WHERE lower(email) = lower($1)', [
      email,
      role,
    ])
    if (rowCount === 0) throw new ArgumentError(`No account has the address ${email}.`)
  } finally {
    await client.end()
  }
}
