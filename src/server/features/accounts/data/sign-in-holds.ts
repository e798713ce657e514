import { longestDays } from './sessions.ts'

/** By what a request is signed in: the digest of a browser's session or the family of a program's tokens. */
export interface SignIn {
  session: string | null
  family: string | null
}

/** Whether a student's sign-in still holds, as SQL; of expressions for its session, its family and the student. */
export function signInHolds({ session, family, userId }: Record<keyof SignIn | 'userId', string>): string {
  return `(EXISTS (
      SELECT FROM sessions s
      WHERE s.session_token = ${session} AND s.user_id = ${userId} AND s.expires > now()
        AND s.created_at > now() - interval '${longestDays} days'
    ) OR EXISTS (
      SELECT FROM user_sessions f
      WHERE f.family_id = ${family} AND f.user_id = ${userId} AND f.used_at IS NULL AND f.expires_at > now()
        AND f.family_began_at > now() - interval '${longestDays} days'
    ))`
}

/** All that some students are signed in by now, as an array in SQL: digests of sessions, and families. */
export function signInsOf(...userIds: string[]): string {
  return `ARRAY(
      SELECT s.session_token FROM users u JOIN sessions s ON s.user_id = u.id
      WHERE u.id IN (${userIds}) AND u.is_active
        AND s.expires > now() AND s.created_at > now() - interval '${longestDays} days'
      UNION ALL
      SELECT f.family_id::text FROM users u JOIN user_sessions f ON f.user_id = u.id
      WHERE u.id IN (${userIds}) AND u.is_active AND f.used_at IS NULL
        AND f.expires_at > now() AND f.family_began_at > now() - interval '${longestDays} days'
    )`
}
