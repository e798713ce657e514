import pg from 'pg'
import { ArgumentError } from './arguments.ts'

/**
 * Gives a role, notes that nobody of the staff did, and ends the account's sessions.
 * @throws ArgumentError where no account has the address
 */
export async function setRole(databaseUrl: string, email: string, role: string): Promise<void> {
  const client = new pg.Client({ connectionString: databaseUrl })
  await client.connect()
  try {
    await client.query('BEGIN')
    const { rows } = await client.query(
      'SELECT id, role FROM users WHERE lower(email) = lower($1) FOR NO KEY UPDATE',
      [email],
    )
    const [account] = rows
    if (!account) throw new ArgumentError(`No account has the address ${email}.`)
    if (account.role !== role) {
      await client.query('UPDATE users SET role = $2 WHERE id = $1', [account.id, role])
      await client.query(`INSERT INTO staff_actions (subject_id, action, role) VALUES ($1, 'role', $2)`, [
        account.id,
        role,
      ])
      for (const table of ['sessions', 'user_sessions'])
        await client.query(`DELETE FROM ${table} WHERE user_id = $1`, [account.id])
    }
    await client.query('COMMIT')
  } finally {
    await client.end()
  }
}
