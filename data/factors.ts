import pg from 'pg'
import { ArgumentError } from './arguments.ts'

/**
 * For whoever has lost phone and recovery codes, and has proved to a person who they are.
 * @throws ArgumentError where no account has the address
 */
export async function removeFactors(databaseUrl: string, email: string): Promise<void> {
  const client = new pg.Client({ connectionString: databaseUrl })
  await client.connect()
  try {
    await client.query('BEGIN')
    const { rows } = await client.query(
      'SELECT id FROM users WHERE lower(email) = lower($1) FOR NO KEY UPDATE',
      [email],
    )
    if (!rows[0]) throw new ArgumentError(`No account has the address ${email}.`)
    for (const table of ['passkeys', 'authenticator_apps', 'recovery_codes', 'sessions', 'user_sessions'])
      await client.query(`DELETE FROM ${table} WHERE user_id = $1`, [rows[0].id])
    await client.query('COMMIT')
  } finally {
    await client.end()
  }
}
