import type pg from 'pg'
import { newToken, tokenDigest } from '#features/accounts/token.ts'

/** Tokens of sessions by student, as a browser sends them in its cookie. */
export type Tokens = Map<string, string>

/** Signs students in, as the accounts feature stores it. */
export async function signIn(pool: pg.Pool, students: Iterable<string>): Promise<Tokens> {
  const tokens = new Map([...new Set(students)].map((id) => [id, newToken()]))
  await pool.query(
    `INSERT INTO sessions (user_id, session_token, expires)
     SELECT user_id, token, now() + interval '30 days' FROM unnest($1::uuid[], $2::text[]) AS s(user_id, token)`,
    [[...tokens.keys()], [...tokens.values()].map(tokenDigest)],
  )
  await pool.query('ANALYZE sessions')
  return tokens
}
